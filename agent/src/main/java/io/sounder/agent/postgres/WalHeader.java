package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a WAL segment's first page.
 *
 * @param version the PostgreSQL version that wrote the segment
 * @param systemId the cluster it belongs to; an unsigned number
 * @param timeline its timeline
 * @param start where the segment begins
 * @param segmentSize bytes of a segment
 */
public record WalHeader(PgVersion version, long systemId, int timeline, Lsn start, int segmentSize) {
    /** How many bytes {@link #parse} needs. */
    public static final int LENGTH = 512;

    private static final int LONG_HEADER = 0x0002;
    private static final int FIELDS = 40;
    private static final int MIN_SEGMENT = 1 << 20;
    private static final int MAX_SEGMENT = 1 << 30;

    /** Interprets the first bytes of a segment; error 46 for an unknown magic, 29 when it is no segment start. */
    public static WalHeader parse(byte[] content) {
        if (content.length < FIELDS) {
            throw new AgentException(ErrorCode.FORMAT, "WAL file of " + content.length + " bytes has no header");
        }
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int magic = Short.toUnsignedInt(buffer.getShort(0));
        PgVersion version = PgVersion.withWalMagic(magic)
                .orElseThrow(() -> new AgentException(ErrorCode.VERSION_NOT_SUPPORTED, "unexpected WAL magic " + magic)
                        .withHint("is this version of PostgreSQL supported?"));
        if ((buffer.getShort(2) & LONG_HEADER) == 0) {
            throw new AgentException(
                    ErrorCode.FORMAT, "first page header in WAL file is expected to be in long format");
        }
        int segmentSize = buffer.getInt(32);
        if (segmentSize < MIN_SEGMENT || segmentSize > MAX_SEGMENT || Integer.bitCount(segmentSize) != 1) {
            throw new AgentException(
                    ErrorCode.FORMAT,
                    "wal segment size is " + Integer.toUnsignedString(segmentSize)
                            + " but must be a power of two between 1MB and 1GB");
        }
        return new WalHeader(version, buffer.getLong(24), buffer.getInt(4), new Lsn(buffer.getLong(8)), segmentSize);
    }
}
