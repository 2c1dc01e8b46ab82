package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What backup.info says about one backup: a summary of its manifest. Sizes are bytes, times Unix seconds.
 *
 * @param backrestVersion the release that wrote the manifest
 * @param dbId history id of the cluster
 * @param archiveStart name of the first WAL segment the backup needs; empty when offline
 * @param error whether page checksum errors were found; empty before release 2.36
 * @param prior the backup this one depends on; empty for a full
 * @param references labels of the other backups that hold files of this one, sorted
 */
public record BackupEntry(
        BackupLabel label,
        String backrestVersion,
        int dbId,
        BackupType type,
        Optional<String> archiveStart,
        Optional<String> archiveStop,
        Optional<Lsn> lsnStart,
        Optional<Lsn> lsnStop,
        long timestampStart,
        long timestampStop,
        Optional<BackupLabel> prior,
        List<BackupLabel> references,
        Optional<Boolean> error,
        Sizes sizes,
        Flags flags,
        SortedMap<String, String> annotations) {

    /** Sums over the files of a backup; deltas leave out files stored by other backups. Maps: block maps only. */
    public record Sizes(
            long size, long delta, long repoSize, long repoDelta, OptionalLong mapSize, OptionalLong mapDelta) {
        static Sizes of(Manifest manifest) {
            long size = 0;
            long delta = 0;
            long repoSize = 0;
            long repoDelta = 0;
            long map = 0;
            long mapDelta = 0;
            for (ManifestFile file : manifest.files()) {
                long stored = file.repoSize() > 0 ? file.repoSize() : file.size();
                size += file.size();
                repoSize += stored;
                map += file.stored().blocks().map();
                if (file.reference().isEmpty()) {
                    delta += file.size();
                    repoDelta += stored;
                    mapDelta += file.stored().blocks().map();
                }
            }
            boolean maps = manifest.data().blockIncremental();
            return new Sizes(
                    size,
                    delta,
                    repoSize,
                    repoDelta,
                    maps ? OptionalLong.of(map) : OptionalLong.empty(),
                    maps ? OptionalLong.of(mapDelta) : OptionalLong.empty());
        }
    }

    /** The {@code option-...} keys. */
    public record Flags(
            boolean archiveCheck,
            boolean archiveCopy,
            boolean backupStandby,
            boolean checksumPage,
            boolean compress,
            boolean hardlink,
            boolean online) {}

    /** The summary of a finished manifest. */
    public static BackupEntry of(Manifest manifest) {
        BackupData data = manifest.data();
        BackupOptions options = manifest.options();
        return new BackupEntry(
                data.label(),
                manifest.backrestVersion(),
                manifest.dbId(),
                data.type(),
                data.archiveStart(),
                data.archiveStop(),
                data.lsnStart(),
                data.lsnStop(),
                data.timestampStart(),
                data.timestampStop(),
                data.prior(),
                data.references().stream()
                        .filter(other -> !other.equals(data.label()))
                        .sorted()
                        .toList(),
                Optional.of(hasPageErrors(manifest)),
                Sizes.of(manifest),
                new Flags(
                        options.archiveCheck(),
                        options.archiveCopy(),
                        options.backupStandby().orElse(false),
                        options.checksumPage().orElse(false),
                        options.compress(),
                        options.hardlink(),
                        options.online()),
                manifest.annotations());
    }

    private static boolean hasPageErrors(Manifest manifest) {
        return manifest.files().stream()
                .anyMatch(
                        file -> file.pageCheck().filter(check -> !check.valid()).isPresent());
    }

    public boolean isOnline() {
        return flags.online();
    }

    /** This entry with other annotations. */
    public BackupEntry withAnnotations(SortedMap<String, String> replacement) {
        return new BackupEntry(
                label,
                backrestVersion,
                dbId,
                type,
                archiveStart,
                archiveStop,
                lsnStart,
                lsnStop,
                timestampStart,
                timestampStop,
                prior,
                references,
                error,
                sizes,
                flags,
                replacement);
    }
}
