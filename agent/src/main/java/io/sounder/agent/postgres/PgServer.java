package io.sounder.agent.postgres;

import java.time.Duration;

/**
 * The settings of a running server that matter for backups.
 *
 * @param version its major version
 * @param dataDirectory the data folder as the server knows it
 * @param archiveMode {@code on}, {@code off} or {@code always}
 * @param archiveCommand what it runs for each WAL segment
 * @param checkpointTimeout the longest time between two checkpoints
 * @param standby whether it is in recovery
 */
public record PgServer(
        PgVersion version,
        String dataDirectory,
        String archiveMode,
        String archiveCommand,
        Duration checkpointTimeout,
        boolean standby) {}
