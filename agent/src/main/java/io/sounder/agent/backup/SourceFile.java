package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.postgres.PageChecker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file of the cluster, read from front to back up to the size that the manifest has for it. For one thread. */
final class SourceFile implements AutoCloseable, PageChecker.Source {
    private final Path path;
    private final FileChannel channel;
    private final ReadWindow window;
    private long left;

    private SourceFile(Path path, FileChannel channel, ReadWindow window, long limit) {
        this.path = path;
        this.channel = channel;
        this.window = window;
        this.left = limit;
    }

    /**
     * Opens the file; empty when the database has removed it.
     *
     * @param window of the thread that is going to read
     */
    static Optional<SourceFile> open(Path path, ReadWindow window, long limit) {
        try {
            return Optional.of(new SourceFile(path, FileChannel.open(path, StandardOpenOption.READ), window, limit));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to open file '" + path + "' for read: " + e, e);
        }
    }

    /** Fills the buffer as far as the file goes; the number of bytes, 0 at the end. */
    int fill(byte[] buffer) {
        int wanted = (int) Math.min(buffer.length, left);
        try {
            int count = window.fill(channel, buffer, 0, wanted);
            left = count < buffer.length ? 0 : left - count;
            return count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean read(long position, byte[] page) {
        ByteBuffer target = ByteBuffer.wrap(page);
        try {
            long at = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    return false;
                }
                at += count;
            }
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private AgentException failed(IOException cause) {
        return new AgentException(ErrorCode.FILE_READ, "unable to read '" + path + "': " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_CLOSE, "unable to close '" + path + "': " + e, e);
        }
    }
}
