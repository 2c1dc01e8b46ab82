package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What {@code global/pg_control} says of a cluster. Immutable. The layout is in the repository reference, section 15.
 *
 * @param version the PostgreSQL version that wrote the file
 * @param systemId names the cluster; an unsigned number
 * @param checkpoint start of the last checkpoint
 * @param timeline the timeline of that checkpoint
 * @param pageSize bytes of a data page
 * @param walSegmentSize bytes of a WAL segment
 * @param pageChecksums whether data pages carry checksums
 * @param content the first {@value #LENGTH} bytes of the file, little-endian and read-only
 */
public record ControlFile(
        PgVersion version,
        long systemId,
        Lsn checkpoint,
        int timeline,
        int pageSize,
        int walSegmentSize,
        boolean pageChecksums,
        ByteBuffer content) {
    /** How many bytes of the file have a meaning; they are written in one go. */
    public static final int LENGTH = 512;

    /** Path of the file below the data folder. */
    public static final String NAME = "global/pg_control";

    private static final int STORED_LENGTH = 8192;
    private static final int CHECKPOINT_AT = 32;
    private static final long INVALID_CHECKPOINT = 0xDEAD;
    private static final int MIN_SEGMENT = 1 << 20;
    private static final int MAX_SEGMENT = 1 << 30;

    /** Reads the control file of a data folder, again and again while a server is just writing it. */
    public static ControlFile read(Path dataFolder) {
        return new ControlFileReader(dataFolder.resolve(NAME), Optional.empty()).read();
    }

    /** The same for a fork of PostgreSQL that is to be taken for {@code forced}, whatever its numbers are. */
    public static ControlFile read(Path dataFolder, Optional<PgVersion> forced) {
        return new ControlFileReader(dataFolder.resolve(NAME), forced).read();
    }

    /** The catalog version as found in the file. */
    public int catalog() {
        return content.getInt(12);
    }

    /** The version of the file's layout as found in the file. */
    public int control() {
        return content.getInt(8);
    }

    /** Interprets the content of the file; error 46 for unknown versions, 26 when the content is torn. */
    public static ControlFile parse(byte[] content) {
        return parse(content, Optional.empty());
    }

    static ControlFile parse(byte[] content, Optional<PgVersion> forced) {
        if (content.length < LENGTH) {
            throw new AgentException(
                    ErrorCode.FORMAT, "pg_control of " + content.length + " bytes is cut off, it has " + LENGTH);
        }
        ByteBuffer buffer = ByteBuffer.wrap(content.clone()).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int control = buffer.getInt(8);
        int catalog = buffer.getInt(12);
        PgVersion version = forced.or(() -> PgVersion.matching(control, catalog))
                .orElseThrow(() -> new AgentException(
                                ErrorCode.VERSION_NOT_SUPPORTED,
                                "unexpected control version = " + control + " and catalog version = " + catalog)
                        .withHint("is this version of PostgreSQL supported?"));
        crcAt(buffer, version, forced.isPresent());
        int segment = buffer.getInt(version.walSegmentSizeAt);
        int page = buffer.getInt(version.pageSizeAt);
        requireSizes(segment, page);
        return new ControlFile(
                version,
                buffer.getLong(0),
                new Lsn(buffer.getLong(CHECKPOINT_AT)),
                buffer.getInt(version.timelineAt),
                page,
                segment,
                buffer.getInt(version.checksumVersionAt) == 1,
                buffer);
    }

    private static void requireSizes(int segment, int page) {
        if (segment < MIN_SEGMENT || segment > MAX_SEGMENT || Integer.bitCount(segment) != 1) {
            throw new AgentException(
                    ErrorCode.FORMAT,
                    "wal segment size is " + Integer.toUnsignedString(segment)
                            + " but must be a power of two between 1MB and 1GB");
        }
        if (page < 1024 || page > 32768 || Integer.bitCount(page) != 1) {
            throw new AgentException(
                    ErrorCode.FORMAT, "page size is " + Integer.toUnsignedString(page) + " but only 1..32KB are valid");
        }
    }

    /** Where the checksum stands: forks of PostgreSQL may have moved it to a later place. */
    private static int crcAt(ByteBuffer content, PgVersion version, boolean search) {
        int last = search ? LENGTH - Integer.BYTES : version.crcAt;
        for (int at = version.crcAt; at <= last; at += Integer.BYTES) {
            if (crc(content, at) == content.getInt(at)) {
                return at;
            }
        }
        throw new AgentException(ErrorCode.CHECKSUM, "calculated pg_control checksum does not match expected value");
    }

    private static int crc(ByteBuffer content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content.slice(0, length));
        return (int) crc.getValue();
    }

    /** The file as it is kept in a backup: the meaningful bytes, then zeros up to 8 KiB. */
    public byte[] bytesForBackup() {
        return Arrays.copyOf(bytes(), STORED_LENGTH);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        content.get(0, bytes);
        return bytes;
    }

    /**
     * The same file with a checkpoint that no server accepts, so that a restored cluster starts only while it has its
     * {@code backup_label}.
     */
    public ControlFile withInvalidCheckpoint() {
        byte[] changed = bytes();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int crcAt = crcAt(content, version, true);
        buffer.putLong(CHECKPOINT_AT, INVALID_CHECKPOINT);
        buffer.putInt(crcAt, crc(buffer, crcAt));
        return parse(changed, Optional.of(version));
    }

    /** Whether the checkpoint is the one of {@link #withInvalidCheckpoint}. */
    public boolean hasInvalidCheckpoint() {
        return checkpoint.value() == INVALID_CHECKPOINT;
    }
}
