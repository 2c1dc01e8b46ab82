package io.sounder.agent.backup;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.BackupOptions;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.repository.Repository;
import java.util.Optional;

/** Finds the backup that a diff or incr builds on, and the settings that it takes over from it. */
final class PriorBackup {
    private final Repository repository;
    private final Log log;

    PriorBackup(Repository repository, Log log) {
        this.repository = repository;
        this.log = log;
    }

    /** The newest full for a diff, the newest backup for an incr, both of the current cluster only. */
    Optional<Manifest> find(BackupInfo info, BackupType type) {
        if (type == BackupType.FULL) {
            return Optional.empty();
        }
        Optional<BackupEntry> newest = info.backups().values().stream()
                .filter(entry -> entry.dbId() == info.currentId())
                .filter(entry -> type == BackupType.INCR || entry.type() == BackupType.FULL)
                .max((a, b) -> a.label().compareTo(b.label()));
        if (newest.isEmpty()) {
            log.warn("no prior backup exists, " + type.label() + " backup has been changed to full");
            return Optional.empty();
        }
        Manifest manifest = repository.manifest(newest.get().label());
        log.info("last backup label = " + manifest.label() + ", version = " + manifest.backrestVersion());
        return Optional.of(manifest);
    }

    /** The compression of the whole set: that of its first backup. */
    BackupSettings.Compression compression(
            BackupSettings.Compression wanted, Optional<Manifest> prior, BackupType type) {
        if (prior.isEmpty()) {
            return wanted;
        }
        BackupOptions options = prior.get().options();
        CompressType inSet = CompressType.of(options.compressType());
        if (wanted.given() && wanted.type() != inSet) {
            log.warn(type.label() + " backup cannot alter 'compress-type' option to '"
                    + wanted.type().label() + "', reset to '" + inSet.label() + "' from "
                    + prior.get().label());
        }
        int fallback = inSet == wanted.type() ? wanted.level() : inSet.defaultLevel();
        return new BackupSettings.Compression(inSet, options.compressLevel().orElse(fallback), wanted.given());
    }

    /** Whether the set checks pages: as its first backup did. */
    boolean pageChecks(boolean wanted, Optional<Manifest> prior, BackupType type) {
        boolean inSet =
                prior.flatMap(manifest -> manifest.options().checksumPage()).orElse(wanted);
        if (inSet != wanted && prior.isPresent()) {
            log.warn(type.label() + " backup cannot alter 'checksum-page' option to '" + wanted + "', reset to '"
                    + inSet + "' from " + prior.get().label());
        }
        return inSet;
    }
}
