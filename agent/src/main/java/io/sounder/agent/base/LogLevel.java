package io.sounder.agent.base;

/** How important a log line is; each level includes the ones before it. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DETAIL,
    DEBUG,
    TRACE
}
