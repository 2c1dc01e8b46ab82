package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the server's {@code %p}, relative to the data folder it works in, to an absolute path. */
final class WalPath {
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}(\\.partial)?");

    private WalPath() {}

    /** Whether a file is a segment, perhaps one that was cut short by a promotion; such are kept by their checksum. */
    static boolean isSegment(String name) {
        return SEGMENT.matcher(name).matches();
    }

    /**
     * @param given what the server passed
     * @param pgData the configured data folder
     * @param workingFolder the folder the process was started in, absolute
     */
    static Path resolve(String given, Optional<Path> pgData, Path workingFolder) {
        Path path = Path.of(given);
        if (path.isAbsolute()) {
            return path;
        }
        Path data = pgData.orElseThrow(() -> new AgentException(
                        ErrorCode.OPTION_REQUIRED, "relative WAL path '" + given + "' needs option 'pg1-path'")
                .withHint("is option 'pg1-path' configured?"));
        if (!sameFolder(data, workingFolder)) {
            throw new AgentException(
                            ErrorCode.OPTION_INVALID_VALUE,
                            "PostgreSQL working directory '" + workingFolder + "' is not the same as option pg1-path '"
                                    + data + "'")
                    .withHint("is the PostgreSQL data_directory configured the same as option pg1-path?");
        }
        return data.resolve(given);
    }

    private static boolean sameFolder(Path left, Path right) {
        try {
            return left.toRealPath().equals(right.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
