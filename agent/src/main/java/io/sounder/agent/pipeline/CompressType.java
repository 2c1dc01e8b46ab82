package io.sounder.agent.pipeline;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The compressions that a repository may use, each with its file name suffix and default level. */
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

    /**
     * A stage that writes compressed bytes to {@code out}. Closing it completes the compressed form and frees native
     * memory, but leaves {@code out} open, since what follows is the commit of a file. Write in big chunks.
     */
    public OutputStream compress(OutputStream out, int level) throws IOException {
        OutputStream target = new KeptOpen(out);
        return switch (this) {
            case NONE -> target;
            case GZ -> new LevelledGzip(target, level);
            case LZ4 -> new Lz4FrameOutputStream(target, level, true);
            case ZST -> new ZstdOutputStreamNoFinalizer(target, RecyclingBufferPool.INSTANCE, level);
            case BZ2 -> Bzip2.compress(target, level);
        };
    }

    /**
     * The same in a shorter container, for bundles and blocks, whose integrity is checked elsewhere: zlib instead of gzip,
     * lz4 without a checksum of the content.
     */
    public OutputStream compressRaw(OutputStream out, int level) throws IOException {
        return switch (this) {
            case GZ -> new LevelledZlib(new KeptOpen(out), level);
            case LZ4 -> new Lz4FrameOutputStream(new KeptOpen(out), level, false);
            case NONE, ZST, BZ2 -> compress(out, level);
        };
    }

    /** A stage that reads what {@link #compressRaw} or the original wrote; otherwise as {@link #decompress}. */
    public InputStream decompressRaw(InputStream in) throws IOException {
        return this == GZ ? new InflaterInputStream(in) : decompress(in);
    }

    /**
     * A stage that reads what {@link #compress} or the original wrote. Closing it closes {@code in} and frees native
     * memory. Damaged input ends in an {@code IOException}.
     */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZ -> new GZIPInputStream(in, BUFFER);
            case LZ4 -> new Lz4FrameInputStream(in);
            case ZST -> new ZstdInputStreamNoFinalizer(notEmpty(in), RecyclingBufferPool.INSTANCE);
            case BZ2 -> Bzip2.decompress(in);
        };
    }

    /** The decoder takes nothing for an empty frame, but a file without a frame was cut off. */
    private static InputStream notEmpty(InputStream in) throws IOException {
        PushbackInputStream checked = new PushbackInputStream(in);
        int first = checked.read();
        if (first < 0) {
            throw new EOFException("zstd data is cut off: there is no frame");
        }
        checked.unread(first);
        return checked;
    }
}
