package io.sounder.agent.storage.posix;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Turns the exceptions of the file system into errors with a reason that users understand. */
final class PosixErrors {
    private PosixErrors() {}

    static AgentException of(ErrorCode code, String what, IOException cause) {
        AgentException error = new AgentException(code, what + ": " + reason(cause), cause);
        return cause instanceof AccessDeniedException
                ? error.withHint("check that the user who runs this command owns the path and all folders above it")
                : error;
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "[13] Permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.toString();
        };
    }
}
