package io.sounder.controller.base;

/** The exit codes of {@code ansible-playbook}, which ours are equal to. */
public enum ExitCode {
    OK(0),
    /** Anything that went wrong outside a task on a host. */
    ERROR(1),
    /** At least one host failed a task. */
    HOSTS_FAILED(2),
    /** An option that there is not, or a value that it cannot have. */
    COMMAND_LINE(2),
    /** At least one host could not be reached, and none failed otherwise. */
    HOSTS_UNREACHABLE(4),
    /** A playbook, role, inventory or variable file that is not valid. */
    PARSE(4),
    /** Command line options that are wrong or contradict each other. */
    USAGE(5),
    INTERRUPTED(99),
    /** A defect of the controller itself. */
    UNEXPECTED(250);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number given to the operating system, 0..255. */
    public int code() {
        return code;
    }
}
