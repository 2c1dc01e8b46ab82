package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
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
    private long left;

    private SourceFile(Path path, FileChannel channel, long limit) {
        this.path = path;
        this.channel = channel;
        this.left = limit;
    }

    /** Opens the file; empty when the database has removed it. */
    static Optional<SourceFile> open(Path path, long limit) {
        try {
            return Optional.of(new SourceFile(path, FileChannel.open(path, StandardOpenOption.READ), limit));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to open file '" + path + "' for read: " + e, e);
        }
    }

    /** Fills the buffer as far as the file goes; the number of bytes, 0 at the end. */
    int fill(byte[] buffer) {
        ByteBuffer target = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left));
        try {
            while (target.hasRemaining() && channel.read(target) >= 0) {
                // A read may give less than asked for.
            }
        } catch (IOException e) {
            throw failed(e);
        }
        int count = target.position();
        left = count < buffer.length ? 0 : left - count;
        return count;
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
