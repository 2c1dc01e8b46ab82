package io.sounder.agent.archive;

import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.postgres.PgVersion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How WAL is archived.
 *
 * @param pgData the data folder; without it nothing is compared with the cluster
 * @param forcedVersion take the cluster for this version whatever its files say
 * @param workingFolder the folder that the server started us in, absolute
 * @param headerCheck compare the header of a segment with the stanza
 * @param warnDuplicate tell about a segment that is there already with equal content
 * @param queueMax bytes of waiting WAL beyond which it is dropped
 */
public record PushSettings(
        Optional<Path> pgData,
        Optional<PgVersion> forcedVersion,
        Path workingFolder,
        CompressType compressType,
        int compressLevel,
        boolean headerCheck,
        boolean warnDuplicate,
        OptionalLong queueMax) {}
