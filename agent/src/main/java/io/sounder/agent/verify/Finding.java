package io.sounder.agent.verify;

/**
 * A file that is not as it should be.
 *
 * @param name as in the log: label and file for a backup, archive id and file for WAL, else the path in the repository
 * @param detail what else is known; may be empty
 */
public record Finding(Problem problem, String name, String detail) {
    /** A finding without further words. */
    public Finding(Problem problem, String name) {
        this(problem, name, "");
    }

    /** The log line. */
    public String text() {
        return problem.verdict() + " '" + name + "'" + (detail.isEmpty() ? "" : ": " + detail);
    }
}
