package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The WAL that the server has ready for archiving, as its {@code archive_status} folder tells. */
final class PushQueue {
    private static final String READY = ".ready";

    private PushQueue() {}

    /** Whether the waiting files, each as large as this one, exceed the limit in bytes. */
    static boolean exceeds(Path walFile, long limit) {
        Path status = walFile.resolveSibling("archive_status");
        long ready = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(status, "*" + READY)) {
            for (Path ignored : files) {
                ready++;
            }
            return ready * Files.size(walFile) > limit;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list '" + status + "'", e);
        }
    }
}
