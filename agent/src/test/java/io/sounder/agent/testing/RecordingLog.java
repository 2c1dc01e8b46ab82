package io.sounder.agent.testing;

import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;

/** Keeps all lines, each with its level in front, for a test to look at. Safe for use by several threads. */
public final class RecordingLog implements Log {
    private final StringBuilder lines = new StringBuilder();

    @Override
    public synchronized void write(LogLevel level, int process, String text) {
        lines.append(level).append(": ").append(text).append('\n');
    }

    @Override
    public boolean enabled(LogLevel level) {
        return true;
    }

    /** All lines so far. */
    public synchronized String text() {
        return lines.toString();
    }
}
