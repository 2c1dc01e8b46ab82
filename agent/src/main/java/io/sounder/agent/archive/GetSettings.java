package io.sounder.agent.archive;

import io.sounder.agent.postgres.PgVersion;
import java.nio.file.Path;
import java.util.Optional;

/**
 * For whom WAL is fetched.
 *
 * @param pgData the data folder
 * @param forcedVersion take the cluster for this version whatever its files say
 * @param workingFolder the folder that the server started us in, absolute
 */
public record GetSettings(Path pgData, Optional<PgVersion> forcedVersion, Path workingFolder) {}
