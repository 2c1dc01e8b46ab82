package io.sounder.agent.archive;

import java.util.Optional;

/**
 * Whether a WAL file was fetched.
 *
 * @param source the repository and archive it came from, such as {@code repo1: 15-1}; none when no archive has it
 */
public record GetResult(String file, Optional<String> source) {
    public boolean found() {
        return source.isPresent();
    }
}
