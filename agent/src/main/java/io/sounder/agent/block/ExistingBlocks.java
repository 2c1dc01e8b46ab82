package io.sounder.agent.block;

import io.sounder.agent.format.ManifestFile;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Finds the blocks that a file in a data folder has not got as its map says. Keeps a block in memory; for one thread. */
public final class ExistingBlocks {
    private @Nullable BlockHash hash;
    private final byte[] found = new byte[BlockHash.LENGTH];
    private byte[] block = new byte[0];

    /** The file as it is, read from front to back. */
    @FunctionalInterface
    public interface Content {
        /** Puts the next {@code length} bytes of the file into the array; fewer where it ends. */
        int read(byte[] target, int length) throws IOException;
    }

    /** The numbers of the blocks that differ or are missing. */
    public BitSet differing(ManifestFile file, BlockMap map, Content content) throws IOException {
        if (block.length < map.blockSize()) {
            block = new byte[map.blockSize()];
        }
        BlockHash checksum = hash();
        BitSet differing = new BitSet(map.blocks());
        for (int i = 0; i < map.blocks(); i++) {
            long position = (long) i * map.blockSize();
            int length = (int) Math.min(map.blockSize(), file.size() - position);
            if (content.read(block, length) == length) {
                checksum.hash(block, 0, length, found);
                differing.set(i, !map.matches(i, found));
            } else {
                differing.set(i);
            }
        }
        return differing;
    }

    /** Made when it is first wanted, for that takes a while. */
    private BlockHash hash() {
        if (hash == null) {
            hash = BlockHash.create();
        }
        return hash;
    }
}
