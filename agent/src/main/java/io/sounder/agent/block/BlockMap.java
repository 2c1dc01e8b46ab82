package io.sounder.agent.block;

import io.sounder.agent.base.AgentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says for each block of a file, in order, where it is stored and what its checksum is. Immutable; made by a
 * {@link Builder} or read by {@link #decode}.
 */
public final class BlockMap {
    private final int blockSize;
    private final int checksumSize;
    private final SuperBlock[] homes;
    private final int[] numbers;
    private final byte[] checksums;

    private BlockMap(int blockSize, int checksumSize, SuperBlock[] homes, int[] numbers, byte[] checksums) {
        this.blockSize = blockSize;
        this.checksumSize = checksumSize;
        this.homes = homes;
        this.numbers = numbers;
        this.checksums = checksums;
    }

    /**
     * Reads a stored map.
     *
     * @throws AgentException (format) if it is damaged, or is not the map of such a file
     */
    public static BlockMap decode(byte[] stored, Shape shape) {
        return new BlockMapDecoder(stored, shape).decode();
    }

    /** The stored form. */
    public byte[] encode() {
        return new BlockMapEncoder(this).encode();
    }

    /**
     * What the manifest says about the file of a map.
     *
     * @param blockSize bytes of a block
     * @param checksumSize bytes kept of each block's hash
     * @param fileSize bytes of the file
     * @param references number of backups that may hold blocks
     */
    public record Shape(int blockSize, int checksumSize, long fileSize, int references) {
        /** The number of blocks that the map must have. */
        long blocks() {
            return (fileSize + blockSize - 1) / blockSize;
        }
    }

    public int blockSize() {
        return blockSize;
    }

    public int checksumSize() {
        return checksumSize;
    }

    /** The number of blocks of the file. */
    public int blocks() {
        return homes.length;
    }

    /** What a block is stored in. */
    public SuperBlock home(int block) {
        return homes[block];
    }

    /** Which block of its super block a block is, from 0. */
    public int number(int block) {
        return numbers[block];
    }

    /** Whether a block has a hash that begins like this. */
    public boolean matches(int block, byte[] hash) {
        int from = block * checksumSize;
        return Arrays.equals(checksums, from, from + checksumSize, hash, 0, checksumSize);
    }

    /** Puts a block of this map, with all that is known of it, into another one. */
    public void copyBlock(int block, Builder target) {
        target.add(homes[block], numbers[block], checksums, block * checksumSize);
    }

    void writeChecksum(int block, MapOutput out) {
        out.bytes(checksums, block * checksumSize, checksumSize);
    }

    /** Collects a map block by block, in the order of the file. */
    public static final class Builder {
        private static final int FIRST = 16;

        private final int blockSize;
        private final int checksumSize;
        private final List<SuperBlock> homes = new ArrayList<>();
        private int[] numbers = new int[FIRST];
        private byte[] checksums;

        public Builder(int blockSize, int checksumSize) {
            this.blockSize = blockSize;
            this.checksumSize = checksumSize;
            this.checksums = new byte[FIRST * checksumSize];
        }

        /** Adds the next block; its checksum is the first bytes of {@code hash} from {@code offset} on. */
        public void add(SuperBlock home, int number, byte[] hash, int offset) {
            int count = homes.size();
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
                checksums = Arrays.copyOf(checksums, Math.multiplyExact(count * 2, checksumSize));
            }
            homes.add(home);
            numbers[count] = number;
            System.arraycopy(hash, offset, checksums, count * checksumSize, checksumSize);
        }

        public int blocks() {
            return homes.size();
        }

        public BlockMap build() {
            int count = homes.size();
            return new BlockMap(
                    blockSize,
                    checksumSize,
                    homes.toArray(SuperBlock[]::new),
                    Arrays.copyOf(numbers, count),
                    Arrays.copyOf(checksums, count * checksumSize));
        }
    }
}
