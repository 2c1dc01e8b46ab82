package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds backups from labels: a prior is the full for a diff, the named one for an incr. */
final class Backups {
    static final String F1 = "20260101-000000F";
    static final String F1_D1 = F1 + "_20260102-000000D";
    static final String F1_I1 = F1 + "_20260103-000000I";
    static final String F2 = "20260201-000000F";
    static final String F2_D1 = F2 + "_20260202-000000D";
    static final String F2_D2 = F2 + "_20260203-000000D";
    static final String F3 = "20260301-000000F";

    private Backups() {}

    static BackupList list(ListedBackup... backups) {
        return new BackupList(List.of(backups));
    }

    static ListedBackup backup(String label, int historyId, int segment, long stopped) {
        return new ListedBackup(
                new BackupLabel(label), prior(label), historyId, Optional.of(span(segment, segment + 1)), stopped);
    }

    static ListedBackup backup(String label, int segment) {
        return backup(label, 1, segment, segment);
    }

    static ListedBackup on(String label, String prior, int segment) {
        return new ListedBackup(
                new BackupLabel(label),
                Optional.of(new BackupLabel(prior)),
                1,
                Optional.of(span(segment, segment + 1)),
                segment);
    }

    static WalRange span(int first, int last) {
        return WalRange.between(segment(first), segment(last));
    }

    static String segment(int number) {
        return String.format("00000001%08X%08X", number / 256, number % 256);
    }

    static List<String> labels(RetentionPlan plan) {
        return plan.removals().stream()
                .flatMap(removal -> removal.labels().stream())
                .map(BackupLabel::value)
                .toList();
    }

    static List<BackupLabel> of(String... labels) {
        return Stream.of(labels).map(BackupLabel::new).toList();
    }

    private static Optional<BackupLabel> prior(String label) {
        BackupLabel parsed = new BackupLabel(label);
        return parsed.type() == BackupType.FULL
                ? Optional.empty()
                : Optional.of(new BackupLabel(label.substring(0, F1.length())));
    }
}
