package io.sounder.agent.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the pages of one relation file while it streams by. A page with a wrong checksum is read again: when it has
 * changed since, the server was just writing it, and WAL replay will bring the right content. For one file and thread.
 */
public final class PageChecker {
    private static final int UPPER_AT = 14;
    private static final int CHECKSUM_AT = 8;
    private static final int TORN_MIN = 512;
    private final PageChecksum checksum = new PageChecksum();
    private final int pageSize;
    private final boolean headerCheck;
    private final Source source;
    private final List<Long> errors = new ArrayList<>();
    private final long firstBlock;
    private long next;
    private boolean misaligned;

    /** Reads pages of the file a second time. */
    @FunctionalInterface
    public interface Source {
        /** Fills the page from its place in the file; false when the file does not reach so far any more. */
        boolean read(long position, byte[] page) throws IOException;
    }

    /**
     * What the check of a file found.
     *
     * @param errors bad pages, as block numbers in the whole relation, ascending
     * @param misaligned whether the file ended inside of a page
     */
    public record Result(List<Long> errors, boolean misaligned) {
        public boolean valid() {
            return errors.isEmpty() && !misaligned;
        }
    }

    /**
     * @param segment number of the file in its relation, 0 for the first
     * @param headerCheck false when headers may be encrypted: then a page without checksum counts as unused
     */
    public PageChecker(int pageSize, long segment, boolean headerCheck, Source source) {
        this.pageSize = pageSize;
        this.headerCheck = headerCheck;
        this.source = source;
        this.firstBlock = segment * ((1L << 30) / pageSize);
    }

    /** Whether parts of this many bytes, from the beginning of the file on, end where pages end. */
    public boolean fits(int partSize) {
        return partSize % pageSize == 0;
    }

    /** Takes the next part of the file: whole pages, except at its end. */
    public void update(byte[] bytes, int length) throws IOException {
        update(next, bytes, 0, length);
        next += length;
    }

    /**
     * Takes a part of the file; parts come in their order, and what is left out counts as valid.
     *
     * @param position in the file of the part, where a page begins
     */
    public void update(long position, byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        long page = position / pageSize;
        int at = offset;
        for (; at + pageSize <= end; at += pageSize, page++) {
            if (!valid(page, bytes, at) && !changedSince(page, bytes, at)) {
                errors.add(firstBlock + page);
            }
        }
        int rest = end - at;
        if (rest >= TORN_MIN) {
            errors.add(firstBlock + page);
        } else if (rest > 0) {
            misaligned = true;
        }
    }

    private boolean valid(long page, byte[] bytes, int offset) {
        int mark = offset + (headerCheck ? UPPER_AT : CHECKSUM_AT);
        if (bytes[mark] == 0 && bytes[mark + 1] == 0) {
            return zero(bytes, offset);
        }
        int stored = (bytes[offset + CHECKSUM_AT] & 0xFF) | (bytes[offset + CHECKSUM_AT + 1] & 0xFF) << 8;
        return stored == checksum.of(bytes, offset, pageSize, firstBlock + page);
    }

    private boolean zero(byte[] bytes, int offset) {
        for (int at = offset; at < offset + pageSize; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean changedSince(long page, byte[] bytes, int offset) throws IOException {
        byte[] again = new byte[pageSize];
        return !source.read(page * pageSize, again)
                || !Arrays.equals(bytes, offset, offset + pageSize, again, 0, pageSize);
    }

    public Result result() {
        return new Result(List.copyOf(errors), misaligned);
    }
}
