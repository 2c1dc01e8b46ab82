package io.sounder.agent.backup;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of one backup.
 *
 * @param dataFolder the cluster's data folder
 * @param online whether a server runs and takes part
 * @param force backs up offline although a server seems to run
 * @param delta compares files by checksum instead of size and time
 * @param pageChecks whether to check page checksums; the control file decides when absent
 * @param pageHeaderCheck false for encrypted page headers
 * @param startFast asks for an immediate checkpoint
 * @param archiveCheck waits for the backup's WAL in the archive
 * @param archiveCopy stores that WAL in the backup too
 * @param archiveTimeout how long to wait for each segment
 * @param hardLink makes hard links for unchanged files
 * @param symLink makes the links {@code latest} and those of tablespaces
 * @param excludes paths below the data folder to leave out
 * @param saveThreshold bytes between two saves of the unfinished manifest
 * @param bufferSize bytes that a worker reads at once
 * @param forcedVersion what the cluster counts as, whatever its control file says
 * @param retry what to do about a file that could not be copied
 * @param storing what is bundled and cut into blocks
 */
public record BackupSettings(
        BackupType type,
        Path dataFolder,
        boolean online,
        boolean force,
        boolean delta,
        Optional<Boolean> pageChecks,
        boolean pageHeaderCheck,
        boolean startFast,
        boolean archiveCheck,
        boolean archiveCopy,
        Duration archiveTimeout,
        boolean resume,
        boolean hardLink,
        boolean symLink,
        Compression compression,
        List<String> excludes,
        Map<String, String> annotations,
        long saveThreshold,
        int bufferSize,
        int networkLevel,
        int processMax,
        Optional<PgVersion> forcedVersion,
        JobRetry retry,
        Storing storing) {

    /** The control file of the cluster. */
    public ControlFile control() {
        return ControlFile.read(dataFolder, forcedVersion);
    }

    /**
     * How files are stored.
     *
     * @param given whether the user chose the type; then a different one of the prior backup is worth a warning
     */
    public record Compression(CompressType type, int level, boolean given) {}

    /** The settings of a configuration, for the repository with this key and the cluster in that folder. */
    public static BackupSettings from(Config config, int repoKey, Path dataFolder) {
        return new BackupSettings(
                BackupType.of(config.required(Option.TYPE)),
                dataFolder,
                config.flag(Option.ONLINE),
                config.flag(Option.FORCE),
                config.flag(Option.DELTA),
                config.has(Option.CHECKSUM_PAGE) ? Optional.of(config.flag(Option.CHECKSUM_PAGE)) : Optional.empty(),
                config.flag(Option.PAGE_HEADER_CHECK),
                config.flag(Option.START_FAST),
                config.flag(Option.ARCHIVE_CHECK),
                config.flag(Option.ARCHIVE_COPY),
                config.time(Option.ARCHIVE_TIMEOUT),
                config.flag(Option.RESUME),
                config.flag(Option.REPO_HARDLINK, repoKey),
                config.flag(Option.REPO_SYMLINK, repoKey),
                compression(config),
                config.list(Option.EXCLUDE),
                config.map(Option.ANNOTATION),
                config.size(Option.MANIFEST_SAVE_THRESHOLD),
                Math.toIntExact(config.size(Option.BUFFER_SIZE)),
                Math.toIntExact(config.number(Option.COMPRESS_LEVEL_NETWORK)),
                Math.toIntExact(config.number(Option.PROCESS_MAX)),
                config.text(Option.PG_VERSION_FORCE).map(PgVersion::of),
                config.jobRetry(),
                Storing.from(config, repoKey));
    }

    private static Compression compression(Config config) {
        CompressType type = CompressType.of(config.required(Option.COMPRESS_TYPE));
        int level = config.has(Option.COMPRESS_LEVEL)
                ? Math.toIntExact(config.number(Option.COMPRESS_LEVEL))
                : type.defaultLevel();
        return new Compression(type, level, config.isSet(Option.COMPRESS_TYPE));
    }
}
