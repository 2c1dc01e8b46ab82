package io.sounder.agent.block;

/** The flags in the lowest three bits of the numbers that begin a group of a map. */
final class Bits {
    static final int COUNT = 3;
    static final int MASK = 7;

    /** The last group, or the last super block of a group. */
    static final int LAST = 1;

    /** A backup that was not named before: the id of its bundle follows. */
    static final int BUNDLE = 2;
    /** A backup that was not named before: the offset of its first super block follows. */
    static final int OFFSET = 4;

    /** A backup that was named before: its current super block goes on. */
    static final int CONTINUED = 2;
    /** With {@link #CONTINUED}: nothing but that super block is in the group. */
    static final int CONTINUED_LAST = 4;
    /** Without {@link #CONTINUED}: a number of bytes to leave out follows. */
    static final int GAP = 4;

    /** A super block whose plain size is not that of the one before it in the same backup. */
    static final int PLAIN_SIZE = 2;
    /** A super block not all of whose blocks are listed. */
    static final int PARTIAL = 4;

    private Bits() {}
}
