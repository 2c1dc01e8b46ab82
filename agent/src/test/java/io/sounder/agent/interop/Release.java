package io.sounder.agent.interop;

/** The programs that write and read repositories of each other. */
enum Release {
    OURS,
    /** The original as installed. */
    OLDER,
    /** The original of a later Debian, which knows block incrementals. */
    NEWER
}
