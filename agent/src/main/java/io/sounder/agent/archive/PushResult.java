package io.sounder.agent.archive;

import java.util.List;

/**
 * What became of a WAL file.
 *
 * @param file its name
 * @param stored the keys of the repositories it was written to; others had it already
 * @param dropped it was given up, since too much WAL waits
 */
public record PushResult(String file, List<Integer> stored, boolean dropped) {
    public PushResult {
        stored = List.copyOf(stored);
    }
}
