package io.sounder.agent.testing;

import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Writes pg_control of PostgreSQL 15 clusters that never ran. */
public final class ControlFiles {
    private static final long VALID_CHECKPOINT = 0x28;
    private static final long INVALID_CHECKPOINT = 0xDEAD;
    /** Of the WAL of these clusters, in bytes. */
    static final int SEGMENT_SIZE = 1 << 20;

    private static final int CRC_AT = 288;

    private ControlFiles() {}

    /** One for a data folder with this system identifier. */
    public static void write(Path data, long systemId) throws IOException {
        write(data, systemId, VALID_CHECKPOINT, SEGMENT_SIZE);
    }

    /** One for a data folder with WAL segments of so many bytes. */
    public static void write(Path data, long systemId, int segmentSize) throws IOException {
        write(data, systemId, VALID_CHECKPOINT, segmentSize);
    }

    /** One as a restore leaves it. */
    public static void writeInvalidated(Path data, long systemId) throws IOException {
        write(data, systemId, INVALID_CHECKPOINT, SEGMENT_SIZE);
    }

    /** One of a fork of the server, which no release knows. */
    public static void writeForked(Path data, long systemId) throws IOException {
        write(data, systemId, VALID_CHECKPOINT, SEGMENT_SIZE, PgVersion.V15.catalog() + 1);
    }

    private static void write(Path data, long systemId, long checkpoint, int segmentSize) throws IOException {
        write(data, systemId, checkpoint, segmentSize, PgVersion.V15.catalog());
    }

    private static void write(Path data, long systemId, long checkpoint, int segmentSize, int catalog)
            throws IOException {
        byte[] bytes = new byte[ControlFile.LENGTH];
        ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        content.putLong(0, systemId)
                .putInt(8, PgVersion.V15.control())
                .putInt(12, catalog)
                .putLong(32, checkpoint)
                .putInt(48, 1)
                .putInt(216, 8192)
                .putInt(228, segmentSize)
                .putInt(252, 1);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        content.putInt(CRC_AT, (int) crc.getValue());
        Files.createDirectories(data.resolve("global"));
        Files.write(data.resolve(ControlFile.NAME), bytes);
    }
}
