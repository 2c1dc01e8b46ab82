package io.sounder.agent.base;

/** Where log lines go. Safe for use by several threads; a line is never torn. */
public interface Log {
    /**
     * Writes a line if its level is enabled.
     *
     * @param process 0 for the main process, 1.. for workers
     * @param text one or more lines; continuation lines are indented by the log
     */
    void write(LogLevel level, int process, String text);

    /** Whether lines of this level go anywhere: ask before building the text of frequent lines. */
    boolean enabled(LogLevel level);

    default void error(String text) {
        write(LogLevel.ERROR, 0, text);
    }

    /** An error line with its code, which scripts look for: {@code [055]: …}. */
    default void error(ErrorCode code, String text) {
        int number = code.code();
        write(LogLevel.ERROR, 0, (number < 100 ? "[0" : "[") + number + "]: " + text);
    }

    default void warn(String text) {
        write(LogLevel.WARN, 0, text);
    }

    default void info(String text) {
        write(LogLevel.INFO, 0, text);
    }

    default void detail(String text) {
        write(LogLevel.DETAIL, 0, text);
    }

    default void debug(String text) {
        write(LogLevel.DEBUG, 0, text);
    }

    /** The same log for lines of worker {@code number}. */
    default Log process(int number) {
        Log whole = this;
        return new Log() {
            @Override
            public void write(LogLevel level, int process, String text) {
                whole.write(level, process == 0 ? number : process, text);
            }

            @Override
            public boolean enabled(LogLevel level) {
                return whole.enabled(level);
            }
        };
    }

    /** A log that drops everything. */
    static Log silent() {
        return new Log() {
            @Override
            public void write(LogLevel level, int process, String text) {
                // Nobody listens.
            }

            @Override
            public boolean enabled(LogLevel level) {
                return false;
            }
        };
    }
}
