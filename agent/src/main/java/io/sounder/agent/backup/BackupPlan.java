package io.sounder.agent.backup;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.format.BackupData;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.postgres.BackupStart;
import io.sounder.agent.postgres.BackupStop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a new backup before its files are looked at.
 *
 * @param startMillis Unix milliseconds
 * @param start absent when offline
 */
record BackupPlan(
        BackupType type,
        Optional<Manifest> prior,
        BackupSettings.Compression compression,
        boolean pageChecks,
        long startMillis,
        Optional<BackupStart> start) {

    long startSeconds() {
        return startMillis / 1000;
    }

    /** The backups that may hold files of this one, oldest first, this one last. */
    List<BackupLabel> references(BackupLabel label) {
        List<BackupLabel> references = new ArrayList<>(
                prior.map(manifest -> manifest.data().references()).orElse(List.of()));
        references.add(label);
        return references;
    }

    /** What the manifest says of the backup; {@code stop} and its time (0) are absent while it runs. */
    BackupData data(BackupLabel label, Storing storing, long copyStart, long stopSeconds, Optional<BackupStop> stop) {
        return new BackupData(
                label,
                type,
                prior.map(Manifest::label),
                references(label),
                start.map(value -> value.segment().name()),
                stop.map(value -> value.segment().name()),
                start.map(BackupStart::lsn),
                stop.map(BackupStop::lsn),
                startSeconds(),
                copyStart,
                stopSeconds,
                storing.bundles().isPresent(),
                storing.isShort(this),
                storing.rules().isPresent());
    }
}
