package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A backup that a rule condemned.
 *
 * @param labels that backup first, then its dependents, oldest first
 */
record Removal(Cause cause, List<BackupLabel> labels) {
    Removal {
        labels = List.copyOf(labels);
    }

    /** The log line, such as {@code expire full backup set A, B}. */
    String text() {
        return "expire " + cause.title + (labels.size() > 1 ? " set " : " ")
                + labels.stream().map(BackupLabel::value).collect(Collectors.joining(", "));
    }

    /** The rule that condemned a backup. */
    enum Cause {
        FULL("full backup"),
        TIME("time-based backup"),
        DIFF("diff backup"),
        ADHOC("adhoc backup"),
        OLDEST("oldest backup");

        private final String title;

        Cause(String title) {
            this.title = title;
        }
    }
}
