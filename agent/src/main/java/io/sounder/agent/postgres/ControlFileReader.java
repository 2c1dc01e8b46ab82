package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads {@code pg_control} below a running server: a torn read is repeated until it is whole or twice the same. */
final class ControlFileReader {
    private static final long PAUSE_MILLISECONDS = 50;
    private final Path file;
    private final Optional<PgVersion> forced;

    ControlFileReader(Path file, Optional<PgVersion> forced) {
        this.file = file;
        this.forced = forced;
    }

    ControlFile read() {
        byte[] previous = new byte[0];
        while (true) {
            byte[] content = content();
            try {
                return ControlFile.parse(content, forced);
            } catch (AgentException e) {
                boolean torn = e.code() == ErrorCode.CHECKSUM || e.code() == ErrorCode.FORMAT;
                if (!torn || Arrays.equals(previous, content)) {
                    throw e;
                }
                previous = content;
                pause();
            }
        }
    }

    private byte[] content() {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(ControlFile.LENGTH);
            if (content.length < ControlFile.LENGTH) {
                throw new AgentException(
                        ErrorCode.FILE_READ,
                        "unable to read " + ControlFile.LENGTH + " byte(s) from '" + file + "', it has only "
                                + content.length);
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new AgentException(ErrorCode.FILE_MISSING, "unable to open missing file '" + file + "' for read", e)
                    .withHint("is 'pg1-path' the data directory of a cluster?");
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to open file '" + file + "' for read: " + e, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while reading pg_control", e);
        }
    }
}
