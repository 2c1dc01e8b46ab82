package io.sounder.controller.engine;

/** How a task ended on a host. */
public enum Status {
    OK,
    CHANGED,
    SKIPPED,
    FAILED,
    UNREACHABLE
}
