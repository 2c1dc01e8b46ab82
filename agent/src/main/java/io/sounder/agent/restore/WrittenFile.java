package io.sounder.agent.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file being written. What is written goes to the disk while the next bytes are fetched and decoded; otherwise the disk
 * of a restore had nothing to do until the first big file is complete, and everything at the end. For one thread.
 */
final class WrittenFile {
    /** Small enough to keep the disk busy from early on, large enough that the commits of the journal do not count. */
    private static final long STEP = 32 << 20;

    private final FileChannel channel;
    private final Path path;
    private final SyncQueue syncs;
    private final AtomicBoolean syncing = new AtomicBoolean();
    private long waiting;

    WrittenFile(FileChannel channel, Path path, SyncQueue syncs) {
        this.channel = channel;
        this.path = path;
        this.syncs = syncs;
    }

    FileChannel channel() {
        return channel;
    }

    /** Writes all bytes at a position of the file. */
    void write(long position, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
        long at = position;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
        waiting += length;
        if (waiting >= STEP && syncing.compareAndSet(false, true)) {
            waiting = 0;
            syncs.begin(channel, path, syncing);
        }
    }
}
