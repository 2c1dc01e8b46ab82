package io.sounder.agent.block;

import io.sounder.agent.format.ManifestFile;
import java.io.IOException;
import java.util.BitSet;

/** Finds the blocks that a file in a data folder has not got as its map says. Keeps a block in memory; for one thread. */
public final class ExistingBlocks {
    private final BlockHash hash = new BlockHash();
    private final byte[] found = new byte[BlockHash.LENGTH];
    private byte[] block = new byte[0];

    /** The file as it is, asked for one block after the other. */
    @FunctionalInterface
    public interface Content {
        /** Puts up to {@code length} bytes of the file from {@code position} on into the array; fewer where it ends. */
        int read(byte[] target, long position, int length) throws IOException;
    }

    /** The numbers of the blocks that differ or are missing. */
    public BitSet differing(ManifestFile file, BlockMap map, Content content) throws IOException {
        if (block.length < map.blockSize()) {
            block = new byte[map.blockSize()];
        }
        BitSet differing = new BitSet(map.blocks());
        for (int i = 0; i < map.blocks(); i++) {
            long position = (long) i * map.blockSize();
            int length = (int) Math.min(map.blockSize(), file.size() - position);
            if (content.read(block, position, length) == length) {
                hash.hash(block, 0, length, found);
                differing.set(i, !map.matches(i, found));
            } else {
                differing.set(i);
            }
        }
        return differing;
    }
}
