package io.sounder.agent.format;

import java.util.List;

/**
 * What the check of a file's page checksums found. Block numbers are zero-based within the relation.
 *
 * @param errors bad pages; empty although not valid: the file was misaligned
 */
public record PageCheck(boolean valid, List<PageCheck.Pages> errors) {
    public static final PageCheck VALID = new PageCheck(true, List.of());

    /** The size of the file was no multiple of the page size; no pages are named. */
    public static final PageCheck MISALIGNED = new PageCheck(false, List.of());

    /** A run of bad pages, both ends included. */
    public record Pages(long first, long last) {}
}
