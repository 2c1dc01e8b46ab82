package io.sounder.agent.restore;

import io.sounder.agent.block.BlockMap;
import io.sounder.agent.block.BlockReader;
import io.sounder.agent.block.ExistingBlocks;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.IntPredicate;

/** Writes files that are stored in blocks: all blocks, or only those that an existing file has not got. For one thread. */
final class BlockRestore {
    private final BlockReader reader;
    private final ExistingBlocks existing = new ExistingBlocks();
    private final Sha1 digest;
    private final byte[] buffer;

    /**
     * @param digest unused by others while this works
     * @param buffer likewise
     */
    BlockRestore(Repository repository, Manifest manifest, Sha1 digest, byte[] buffer) {
        this.reader = new BlockReader(repository, manifest);
        this.digest = digest;
        this.buffer = buffer;
    }

    /**
     * Brings a file to its content and size; the SHA-1 of what is in it then.
     *
     * @param channel open for reading and writing
     * @param keep whether what stands in the file may serve, as far as its checksums are right
     */
    String write(ManifestFile file, FileChannel channel, boolean keep) throws IOException {
        BlockMap map = reader.map(file);
        if (!keep && BlockReader.isInOrder(map)) {
            reader.read(file, map, BlockRestore::any, (position, bytes, length) -> {
                digest.update(bytes, 0, length);
                put(channel, position, bytes, length);
            });
            return digest.hex();
        }
        IntPredicate wanted = keep
                ? existing.differing(file, map, (block, position, length) -> get(channel, block, position, length))::get
                : BlockRestore::any;
        reader.read(file, map, wanted, (position, bytes, length) -> put(channel, position, bytes, length));
        if (channel.size() > file.size()) {
            channel.truncate(file.size());
        }
        return checksum(channel);
    }

    private static boolean any(int block) {
        return true;
    }

    private static void put(FileChannel channel, long position, byte[] bytes, int length) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
        long at = position;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
    }

    private static int get(FileChannel channel, byte[] bytes, long position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(bytes, 0, length);
        while (target.hasRemaining() && channel.read(target, position + target.position()) >= 0) {
            // A read may give less than asked for.
        }
        return target.position();
    }

    private String checksum(FileChannel channel) throws IOException {
        long at = 0;
        int count = channel.read(ByteBuffer.wrap(buffer), at);
        while (count >= 0) {
            digest.update(buffer, 0, count);
            at += count;
            count = channel.read(ByteBuffer.wrap(buffer), at);
        }
        return digest.hex();
    }
}
