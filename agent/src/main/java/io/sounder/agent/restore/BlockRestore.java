package io.sounder.agent.restore;

import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.block.BlockMap;
import io.sounder.agent.block.BlockReader;
import io.sounder.agent.block.ExistingBlocks;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.Optional;

/** Writes files that are stored in blocks: all blocks, or only those that an existing file has not got. For one thread. */
final class BlockRestore {
    private final BlockReader reader;
    private final ExistingBlocks existing = new ExistingBlocks();
    private final Sha1 digest;
    private final byte[] buffer;
    private final ReadWindow window;

    /**
     * @param digest unused by others while this works
     * @param buffer likewise
     * @param window likewise
     */
    BlockRestore(Repository repository, Manifest manifest, Sha1 digest, byte[] buffer, ReadWindow window) {
        this.reader = new BlockReader(repository, manifest);
        this.digest = digest;
        this.buffer = buffer;
        this.window = window;
    }

    /** Writes all blocks of a file; the SHA-1 of what is in it then. */
    String write(ManifestFile file, WrittenFile target) throws IOException {
        BlockMap map = reader.map(file);
        if (BlockReader.isInOrder(map)) {
            reader.read(file, map, BlockRestore::any, (position, bytes, offset, length) -> {
                digest.update(bytes, offset, length);
                target.write(position, bytes, offset, length);
            });
            return digest.hex();
        }
        reader.read(file, map, BlockRestore::any, target::write);
        return checksum(target.channel());
    }

    /**
     * Brings a file to its content and size, and keeps the blocks that are right by their checksums.
     *
     * @param target open for reading and writing
     * @return the SHA-1 of what is in it then; empty if nothing had to be written
     */
    Optional<String> update(ManifestFile file, WrittenFile target) throws IOException {
        FileChannel channel = target.channel();
        BlockMap map = reader.map(file);
        BitSet differing = existing.differing(file, map, (block, length) -> window.fill(channel, block, 0, length));
        boolean longer = channel.size() > file.size();
        if (longer) {
            channel.truncate(file.size());
        }
        if (differing.isEmpty()) {
            return longer ? Optional.of(checksum(channel)) : Optional.empty();
        }
        reader.read(file, map, differing::get, target::write);
        return Optional.of(checksum(channel));
    }

    private static boolean any(int block) {
        return true;
    }

    private String checksum(FileChannel channel) throws IOException {
        channel.position(0);
        int count;
        while ((count = window.read(channel, buffer, 0, buffer.length)) >= 0) {
            digest.update(buffer, 0, count);
        }
        return digest.hex();
    }
}
