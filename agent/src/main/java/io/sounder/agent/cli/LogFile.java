package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** An appended log file. The first line of each process is preceded by a banner. Callers take turns. */
final class LogFile implements AutoCloseable {
    private static final String BANNER = "-------------------PROCESS START-------------------\n";

    private final Path path;
    private final FileChannel channel;
    private boolean started;

    private LogFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens or creates the file with mode 0640; error 41 if that is impossible. */
    static LogFile open(Path path) {
        try {
            return new LogFile(
                    path,
                    FileChannel.open(
                            path,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))));
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to open log file '" + path + "': " + reason(e), e);
        }
    }

    void write(String line) {
        try {
            String text = line;
            if (!started) {
                started = true;
                text = (channel.size() > 0 ? "\n" : "") + BANNER + line;
            }
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_WRITE, "unable to write log file '" + path + "': " + reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_CLOSE, "unable to close log file '" + path + "': " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException ignored -> "No such file or directory";
            case AccessDeniedException ignored -> "Permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }
}
