package io.sounder.agent.archive;

import java.util.regex.Pattern;

/**
 * How many bytes a file that is fetched from an archive can have, so that a damaged one does not fill the disk.
 *
 * @param segment bytes of a WAL segment of the cluster
 */
record WalSizes(int segment) {
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}(\\.partial)?");

    /** Of timeline histories and backup labels: they are text with some lines; no cluster has had 100,000 timelines. */
    private static final long LARGEST_TEXT = 16 << 20;

    long largest(String name) {
        return SEGMENT.matcher(name).matches() ? segment : LARGEST_TEXT;
    }
}
