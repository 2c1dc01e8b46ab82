package io.sounder.controller.host;

/** A way to run scripts on one host; thread-safe, opened lazily, closed by whoever made it. */
public interface HostConnection extends AutoCloseable {
    /**
     * Runs a script to its end.
     *
     * @throws UnreachableException if the host cannot be reached or the login refused
     * @throws BecomeException if the other user cannot be become
     * @throws ExecTimeoutException if the script took longer than its timeout
     */
    ExecResult exec(ExecRequest request);

    /** The user the connection logs in as. */
    String loginUser();

    /** Logs in anew before the next script; those that run go on. */
    void reset();

    @Override
    void close();
}
