package io.sounder.agent.block;

import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.StoredForm;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into blocks and stores those that the prior backup has not got, then the map of all. Nothing is written as
 * long as nothing changed. Holds one super block in memory. Kept by a worker for all its files; not for several threads.
 */
public final class BlockWriter extends OutputStream {
    private static final int FROM_PRIOR = -1;
    private static final int FIRST = 64;

    private final StoredForm form;
    private final StoredForm mapForm;
    private final BlockHash hash = BlockHash.create();
    private final byte[] found = new byte[BlockHash.LENGTH];
    private byte[] plain = new byte[0];

    private @Nullable Target target;
    private int filled;
    private int begun;
    private int blocks;
    private int[] supers = new int[FIRST];
    private int[] numbers = new int[FIRST];
    private byte[] hashes = new byte[FIRST * BlockHash.LENGTH];
    private SuperBlock[] stored = new SuperBlock[FIRST];
    private int storedCount;
    private long written;

    /** @param form how super blocks are stored, in the short form */
    public BlockWriter(StoredForm form) {
        this.form = form;
        this.mapForm = new StoredForm(CompressType.NONE, 0, form.encryption(), form.isShort());
    }

    /**
     * One file and the place of its blocks.
     *
     * @param blockSize bytes of a block
     * @param checksumSize bytes kept of a block's hash
     * @param superSize plain bytes of a super block, a multiple of the block size
     * @param reference number of the backup in the making in its list of references
     * @param bundleId the bundle that the blocks go to, 0 for a file of their own
     * @param offset where they begin there
     * @param prior the map of the file in the prior backup, with the same sizes
     * @param changed is shown each block that the prior backup has not got
     */
    public record Target(
            int blockSize,
            int checksumSize,
            int superSize,
            int reference,
            long bundleId,
            long offset,
            Optional<BlockMap> prior,
            Changed changed,
            OutputStream out) {}

    /** Looks at blocks before they are stored. */
    @FunctionalInterface
    public interface Changed {
        /**
         * Takes one block, which is a part of the array.
         *
         * @param position of its first byte in the file
         */
        void block(long position, byte[] bytes, int offset, int length) throws IOException;
    }

    /** Begins a file. What is left of one that was not finished is forgotten. */
    public BlockWriter begin(Target file) {
        target = file;
        filled = 0;
        begun = 0;
        blocks = 0;
        storedCount = 0;
        written = 0;
        if (plain.length < file.superSize) {
            plain = new byte[file.superSize];
        }
        return this;
    }

    private Target target() {
        if (target == null) {
            throw new IllegalStateException("no file was begun");
        }
        return target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int blockSize = target().blockSize;
        int at = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, blockSize - begun);
            if (part == blockSize) {
                if (isNew(bytes, at, part)) {
                    System.arraycopy(bytes, at, plain, filled, part);
                    keep(part);
                }
            } else {
                System.arraycopy(bytes, at, plain, filled + begun, part);
                begun += part;
                if (begun == blockSize) {
                    endGathered();
                }
            }
            at += part;
            left -= part;
        }
    }

    private void endGathered() throws IOException {
        int length = begun;
        begun = 0;
        if (isNew(plain, filled, length)) {
            keep(length);
        }
    }

    /** Notes the next block of the file; whether it has to be stored. */
    private boolean isNew(byte[] bytes, int at, int length) throws IOException {
        Target file = target();
        hash.hash(bytes, at, length, found);
        int block = blocks++;
        if (block == supers.length) {
            supers = Arrays.copyOf(supers, block * 2);
            numbers = Arrays.copyOf(numbers, block * 2);
            hashes = Arrays.copyOf(hashes, block * 2 * BlockHash.LENGTH);
        }
        if (isKnown(block)) {
            supers[block] = FROM_PRIOR;
            return false;
        }
        file.changed.block((long) block * file.blockSize, bytes, at, length);
        supers[block] = storedCount;
        numbers[block] = filled / file.blockSize;
        System.arraycopy(found, 0, hashes, block * BlockHash.LENGTH, BlockHash.LENGTH);
        return true;
    }

    private void keep(int length) throws IOException {
        filled += length;
        if (filled >= target().superSize) {
            endSuperBlock();
        }
    }

    private boolean isKnown(int block) {
        return target().prior
                .filter(prior -> block < prior.blocks() && prior.matches(block, found))
                .isPresent();
    }

    private void endSuperBlock() throws IOException {
        Target file = target();
        long size = store(form, plain, filled);
        if (storedCount == stored.length) {
            stored = Arrays.copyOf(stored, storedCount * 2);
        }
        stored[storedCount++] = new SuperBlock(file.reference, file.bundleId, file.offset + written, size, filled);
        written += size;
        filled = 0;
    }

    private long store(StoredForm how, byte[] bytes, int length) throws IOException {
        Counting out = new Counting(target().out);
        try (OutputStream sink = how.write(out)) {
            sink.write(bytes, 0, length);
        }
        return out.count;
    }

    /**
     * Ends the file: writes the last super block and the map.
     *
     * @return the stored size of the map; 0 if the file is that of the prior backup, and nothing was written
     */
    public long finish() throws IOException {
        Target file = target();
        if (begun > 0) {
            endGathered();
        }
        if (filled > 0) {
            endSuperBlock();
        }
        boolean same =
                storedCount == 0 && file.prior.isPresent() && file.prior.get().blocks() == blocks;
        target = null;
        if (same || blocks == 0) {
            return 0;
        }
        target = file;
        byte[] map = map(file).encode();
        long size = store(mapForm, map, map.length);
        target = null;
        return size;
    }

    private BlockMap map(Target file) {
        BlockMap.Builder map = new BlockMap.Builder(file.blockSize, file.checksumSize);
        for (int block = 0; block < blocks; block++) {
            if (supers[block] == FROM_PRIOR) {
                file.prior.orElseThrow().copyBlock(block, map);
            } else {
                map.add(stored[supers[block]], numbers[block], hashes, block * BlockHash.LENGTH);
            }
        }
        return map.build();
    }

    /** Counts what passes; its end is not the end of the file. */
    private static final class Counting extends OutputStream {
        private final OutputStream out;
        private long count;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
