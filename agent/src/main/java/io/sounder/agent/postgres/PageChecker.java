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
    private long page;
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

    /** Takes the next part of the file: whole pages, except at its end. */
    public void update(byte[] bytes, int length) throws IOException {
        int offset = 0;
        for (; offset + pageSize <= length; offset += pageSize, page++) {
            if (!valid(bytes, offset) && !changedSince(bytes, offset)) {
                errors.add(firstBlock + page);
            }
        }
        int rest = length - offset;
        if (rest >= TORN_MIN) {
            errors.add(firstBlock + page);
        } else if (rest > 0) {
            misaligned = true;
        }
    }

    private boolean valid(byte[] bytes, int offset) {
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

    private boolean changedSince(byte[] bytes, int offset) throws IOException {
        byte[] again = new byte[pageSize];
        return !source.read(page * pageSize, again)
                || !Arrays.equals(bytes, offset, offset + pageSize, again, 0, pageSize);
    }

    public Result result() {
        return new Result(List.copyOf(errors), misaligned);
    }
}
