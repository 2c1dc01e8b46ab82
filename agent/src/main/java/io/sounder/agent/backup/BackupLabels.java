package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.repository.Repository;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Names new backups so that labels grow: a clock that was set back may cost a second, or ends in error 106. */
final class BackupLabels {
    private static final long SECOND_MILLIS = 1000;
    private final Repository repository;
    private final ZoneId zone;
    private final Pause pause;

    /** Waits; tests count instead. */
    @FunctionalInterface
    interface Pause {
        void millis(long duration);
    }

    BackupLabels(Repository repository, ZoneId zone, Pause pause) {
        this.repository = repository;
        this.zone = zone;
        this.pause = pause;
    }

    /**
     * The label of a backup that starts at this time.
     *
     * @param full the label of the set for a diff or incr
     * @param startMillis milliseconds since 1970
     */
    BackupLabel next(BackupType type, Optional<BackupLabel> full, long startMillis) {
        Optional<BackupLabel> newest = Stream.concat(
                        repository.labelsOnDisk().stream(), repository.historyLabels().stream())
                .filter(label -> full.isEmpty() || label.full().equals(full.get()))
                .max(Comparator.naturalOrder());
        BackupLabel label = label(type, full, startMillis / SECOND_MILLIS);
        if (newest.isPresent() && label.compareTo(newest.get()) <= 0) {
            pause.millis(SECOND_MILLIS - startMillis % SECOND_MILLIS);
            label = label(type, full, startMillis / SECOND_MILLIS + 1);
        }
        if (newest.isPresent() && label.compareTo(newest.get()) <= 0) {
            throw new AgentException(
                            ErrorCode.CLOCK,
                            "new backup label '" + label + "' is not later than latest backup label '" + newest.get()
                                    + "'")
                    .withHint("has the timezone changed?")
                    .withHint("is there clock skew?");
        }
        return label;
    }

    private BackupLabel label(BackupType type, Optional<BackupLabel> full, long seconds) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), zone);
        return full.map(set -> set.dependent(type, time)).orElseGet(() -> BackupLabel.full(time));
    }
}
