package io.sounder.agent.verify;

import io.sounder.agent.base.WalSegment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The result of a verify as text: the original's lines, and below each backup what it can be recovered to. Parts without
 * errors only when verbose.
 */
public final class VerifyText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssx", Locale.ROOT);
    private static final int MOST_SEGMENTS = 5;

    private final StringBuilder text = new StringBuilder();
    private final VerifyReport report;
    private final boolean verbose;
    private final Supplier<ZoneId> zone;

    /** @param zone for times; asked for only when there are any */
    public VerifyText(VerifyReport report, boolean verbose, Supplier<ZoneId> zone) {
        this.report = report;
        this.verbose = verbose;
        this.zone = zone;
    }

    /** The text with a line end after its last line. */
    public String text() {
        line(0, "stanza: " + report.stanza());
        line(0, "status: " + (report.ok() ? "ok" : "error"));
        report.general().forEach(finding -> line(2, finding.text()));
        if (verbose && report.archives().isEmpty() && report.backups().isEmpty()) {
            line(4, "no archives or backups exist in the repo");
            return text.toString();
        }
        report.archives().forEach(this::archive);
        noneFound("archiveId", report.archives());
        report.backups().forEach(this::backup);
        noneFound("backup", report.backups());
        return text.toString();
    }

    private void noneFound(String what, List<?> reports) {
        if (verbose && reports.isEmpty()) {
            line(2, what + ": none found");
        }
    }

    private void archive(ArchiveReport archive) {
        if (!verbose && archive.counts().clean() && archive.findings().isEmpty()) {
            return;
        }
        Counts counts = archive.counts();
        line(
                2,
                "archiveId: " + archive.archiveId() + ", total WAL checked: " + counts.checked() + ", total valid WAL: "
                        + counts.valid());
        problems(counts);
    }

    private void backup(BackupReport backup) {
        if (!verbose && backup.restorable()) {
            return;
        }
        Counts counts = backup.counts();
        line(
                2,
                "backup: " + backup.label() + ", status: " + backup.status().label() + ", total files checked: "
                        + counts.checked() + ", total valid files: " + counts.valid());
        problems(counts);
        if (!backup.missingWal().isEmpty()) {
            line(4, "cannot become consistent, missing WAL: " + segments(backup.missingWal()));
        }
        backup.windows().forEach(this::window);
    }

    private void window(RestoreWindow window) {
        line(
                4,
                "recovery on timeline " + window.timeline() + ": from lsn " + window.first() + " ("
                        + time(window.from())
                        + ") to lsn " + window.last() + " (WAL " + window.lastSegment()
                        + window.archived().map(at -> " stored " + time(at)).orElse("") + ")");
    }

    private void problems(Counts counts) {
        List<String> parts = new ArrayList<>();
        for (Problem problem : Problem.values()) {
            if (verbose || counts.of(problem) > 0) {
                parts.add(problem.label() + ": " + counts.of(problem));
            }
        }
        if (!parts.isEmpty()) {
            line(4, String.join(", ", parts));
        }
    }

    private static String segments(List<WalSegment> segments) {
        List<String> names =
                segments.stream().limit(MOST_SEGMENTS).map(WalSegment::name).toList();
        return String.join(", ", names)
                + (segments.size() > MOST_SEGMENTS ? " and " + (segments.size() - MOST_SEGMENTS) + " more" : "");
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone.get()));
    }

    private void line(int indent, String content) {
        text.append(" ".repeat(indent)).append(content).append('\n');
    }
}
