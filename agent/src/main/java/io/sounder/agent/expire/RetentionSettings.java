package io.sounder.agent.expire;

import io.sounder.agent.base.BackupType;
import java.util.OptionalLong;

/**
 * The retention options of one repository, as the user gave them.
 *
 * @param full number of full backups, or days when {@code fullByTime}
 * @param diff number of full and differential backups
 * @param archive number of backups of {@code archiveType} that keep continuous WAL
 * @param history days to keep the manifests of expired backups
 */
public record RetentionSettings(
        OptionalLong full,
        boolean fullByTime,
        OptionalLong diff,
        OptionalLong archive,
        BackupType archiveType,
        OptionalLong history) {

    /** The archive retention in force: the option, or what follows from the backup retention of the same type. */
    OptionalLong effectiveArchive() {
        if (archive.isPresent()) {
            return archive;
        }
        return switch (archiveType) {
            case FULL -> fullByTime ? OptionalLong.empty() : full;
            case DIFF -> diff;
            case INCR -> OptionalLong.empty();
        };
    }

    RetentionSettings withArchive(long count, BackupType type) {
        return new RetentionSettings(full, fullByTime, diff, OptionalLong.of(count), type, history);
    }
}
