package io.sounder.agent.expire;

import java.util.Optional;

/**
 * WAL that must stay: segment names from {@code first} to {@code last}, both included and compared as text with their
 * timeline; without {@code last} everything from {@code first} on.
 */
record WalRange(String first, Optional<String> last) {
    private static final int FOLDER_LENGTH = 16;

    static WalRange from(String first) {
        return new WalRange(first, Optional.empty());
    }

    static WalRange between(String first, String last) {
        return new WalRange(first, Optional.of(last));
    }

    boolean containsSegment(String segment) {
        return segment.compareTo(first) >= 0
                && last.map(end -> segment.compareTo(end) <= 0).orElse(true);
    }

    /** Whether segments of this range may lie in the archive folder of that 16-digit name. */
    boolean overlapsFolder(String folder) {
        return folder.compareTo(folderOf(first)) >= 0
                && last.map(end -> folder.compareTo(folderOf(end)) <= 0).orElse(true);
    }

    /** The archive folder that holds the segment. */
    static String folderOf(String segment) {
        return segment.substring(0, FOLDER_LENGTH);
    }
}
