package io.sounder.agent.format;

/**
 * Block incremental numbers of a file, in bytes.
 *
 * @param block size of a block, 0 if the file is not to be stored in blocks
 * @param checksum bytes kept of each block's checksum
 * @param map stored size of the block map, 0 if the file is stored as a plain one
 */
public record BlockSizes(int block, int checksum, long map) {
    public static final int DEFAULT_CHECKSUM = 6;
    public static final BlockSizes NONE = new BlockSizes(0, DEFAULT_CHECKSUM, 0);
}
