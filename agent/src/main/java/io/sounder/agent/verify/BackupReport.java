package io.sounder.agent.verify;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.WalSegment;
import java.util.List;

/**
 * What was found of one backup.
 *
 * @param counts of its files, also of those that other backups store
 * @param missingWal segments without which the backup cannot become consistent
 * @param windows where it can be recovered to; empty for an offline backup, which needs no WAL
 */
public record BackupReport(
        BackupLabel label,
        Status status,
        boolean online,
        Counts counts,
        List<Finding> findings,
        List<WalSegment> missingWal,
        List<RestoreWindow> windows) {
    public BackupReport {
        findings = List.copyOf(findings);
        missingWal = List.copyOf(missingWal);
        windows = List.copyOf(windows);
    }

    /** What there is of a backup. */
    public enum Status {
        VALID("valid"),
        INVALID("invalid"),
        /** Listed, or a folder, but there is no manifest. */
        MANIFEST_MISSING("manifest missing"),
        /** Only the copy of a manifest is there: it is being made, or was given up. */
        IN_PROGRESS("in-progress");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** The words in output. */
        public String label() {
            return label;
        }
    }

    /** Whether a restore of this backup ends in a consistent cluster. */
    public boolean restorable() {
        return status == Status.VALID && missingWal.isEmpty();
    }

    /** A report of a backup without files to look at. */
    static BackupReport without(BackupLabel label, Status status, Tally tally) {
        return new BackupReport(label, status, false, tally.counts(), tally.findings(), List.of(), List.of());
    }
}
