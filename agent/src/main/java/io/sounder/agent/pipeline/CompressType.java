package io.sounder.agent.pipeline;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The compressions that a repository may use, each with its file name suffix and default level. */
@SuppressWarnings("DoNotCallSuggester")
public enum CompressType {
    NONE("", 0),
    GZ(".gz", 6),
    LZ4(".lz4", 1),
    ZST(".zst", 3),
    BZ2(".bz2", 9);

    static final int BUFFER = 64 << 10;

    private final String suffix;
    private final int defaultLevel;

    CompressType(String suffix, int defaultLevel) {
        this.suffix = suffix;
        this.defaultLevel = defaultLevel;
    }

    /** What the names of files end with, such as {@code .gz}; empty for none. */
    public String suffix() {
        return suffix;
    }

    public int defaultLevel() {
        return defaultLevel;
    }

    /** The word in options and manifests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type that {@link #label} names. */
    public static CompressType of(String label) {
        for (CompressType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "'" + label + "' is not a compression type");
    }

    /** The type that the end of a file name tells; none if it is no known suffix. */
    public static CompressType fromSuffix(String fileName) {
        for (CompressType type : values()) {
            if (type != NONE && fileName.endsWith(type.suffix)) {
                return type;
            }
        }
        return NONE;
    }

    /** A stage that writes compressed bytes to {@code out}; closing it closes {@code out} and frees native memory. */
    public OutputStream compress(OutputStream out, int level) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** A stage that reads what {@link #compress} wrote; closing it closes {@code in} and frees native memory. */
    public InputStream decompress(InputStream in) throws IOException {
        return new GZIPInputStream(in, BUFFER);
    }
}
