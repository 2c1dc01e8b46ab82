package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/**
 * The PostgreSQL versions whose files are known: numbers that name the version in {@code pg_control} and WAL, and where
 * {@code pg_control} keeps its fields. Offsets are in bytes.
 */
public enum PgVersion {
    V9_6("9.6", 960, 201608131, 0xD093, 56, 216, 228, 252, 256),
    V10("10", 1002, 201707211, 0xD097, 56, 216, 228, 252, 288),
    V11("11", 1100, 201809051, 0xD098, 48, 208, 220, 244, 280),
    V12("12", 1201, 201909212, 0xD101, 48, 216, 228, 252, 288),
    V13("13", 1300, 202007201, 0xD106, 48, 216, 228, 252, 288),
    V14("14", 1300, 202107181, 0xD10D, 48, 216, 228, 252, 288),
    V15("15", 1300, 202209061, 0xD110, 48, 216, 228, 252, 288),
    V16("16", 1300, 202307071, 0xD113, 48, 216, 228, 252, 288),
    V17("17", 1700, 202406281, 0xD116, 48, 216, 228, 252, 288),
    V18("18", 1800, 202506291, 0xD118, 48, 216, 228, 252, 292);

    private final String id;
    private final int control;
    private final int catalog;
    private final int walMagic;
    final int timelineAt;
    final int pageSizeAt;
    final int walSegmentSizeAt;
    final int checksumVersionAt;
    final int crcAt;

    PgVersion(
            String id,
            int control,
            int catalog,
            int walMagic,
            int timelineAt,
            int pageSizeAt,
            int walSegmentSizeAt,
            int checksumVersionAt,
            int crcAt) {
        this.id = id;
        this.control = control;
        this.catalog = catalog;
        this.walMagic = walMagic;
        this.timelineAt = timelineAt;
        this.pageSizeAt = pageSizeAt;
        this.walSegmentSizeAt = walSegmentSizeAt;
        this.checksumVersionAt = checksumVersionAt;
        this.crcAt = crcAt;
    }

    /** As it stands in info files and {@code PG_VERSION}: {@code 15} or {@code 9.6}. */
    public String id() {
        return id;
    }

    /** The version of the control file's layout. */
    public int control() {
        return control;
    }

    /** The version of the system catalogs, part of the names of tablespace folders. */
    public int catalog() {
        return catalog;
    }

    /** The first two bytes of a WAL page. */
    public int walMagic() {
        return walMagic;
    }

    /** The name of the folder that this version makes inside of a tablespace, such as {@code PG_15_202209061}. */
    public String tablespaceFolder() {
        return "PG_" + id + "_" + catalog;
    }

    public boolean atLeast(PgVersion other) {
        return compareTo(other) >= 0;
    }

    /** The version with this name; error 46 when it is not known. */
    public static PgVersion of(String id) {
        return Arrays.stream(values())
                .filter(version -> version.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new AgentException(
                        ErrorCode.VERSION_NOT_SUPPORTED, "PostgreSQL version '" + id + "' is not supported"));
    }

    /** The version of a server that reports this number, such as 150018 for 15.18; error 46 when it is not known. */
    public static PgVersion ofServer(int number) {
        return of(number >= 100_000 ? String.valueOf(number / 10_000) : number / 10_000 + "." + number / 100 % 100);
    }

    static Optional<PgVersion> matching(int control, int catalog) {
        return Arrays.stream(values())
                .filter(version -> version.control == control && version.catalog == catalog)
                .findFirst();
    }

    static Optional<PgVersion> withWalMagic(int magic) {
        return Arrays.stream(values())
                .filter(version -> version.walMagic == magic)
                .findFirst();
    }
}
