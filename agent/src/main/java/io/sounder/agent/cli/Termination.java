package io.sounder.agent.cli;

import java.util.OptionalInt;

/**
 * Decides between a command that ends and a signal that ends it, so that the exit code is true: either the signal comes
 * first, and the command gets no further than to the point from which it would count as completed, or the command comes
 * first and its own exit code counts. Safe for use by several threads.
 */
final class Termination {
    private enum State {
        /** A signal may end the command at any time. */
        RUNNING,
        /** The command is being completed: a signal waits for its end. */
        COMPLETING,
        /** The command has ended by itself. */
        ENDED,
        /** A signal ends the process. */
        SIGNALLED
    }

    private State state = State.RUNNING;
    private boolean awaited;
    private int exitCode;

    /** A command follows one that has been completed; it does not if a signal has come meanwhile. */
    synchronized void begin() {
        if (awaited) {
            end(0);
            forever();
        }
        state = State.RUNNING;
    }

    /** From here on the command is completed. Does not return if a signal has come first. */
    synchronized void complete() {
        if (awaited) {
            forever();
        }
        state = State.COMPLETING;
    }

    /** The command has ended by itself, right or wrong. Does not return if a signal has come first. */
    synchronized void end(int code) {
        if (state == State.SIGNALLED) {
            forever();
        }
        state = State.ENDED;
        exitCode = code;
        notifyAll();
    }

    /** A signal came: empty if it ends the process now, else the exit code of the command that it waited for. */
    synchronized OptionalInt signal() {
        awaited = true;
        while (state == State.COMPLETING) {
            try {
                wait();
            } catch (InterruptedException e) {
                // it is waited for all the same
            }
        }
        if (state == State.ENDED) {
            return OptionalInt.of(exitCode);
        }
        state = State.SIGNALLED;
        return OptionalInt.empty();
    }

    /** The thread that handles the signal ends the process meanwhile. */
    private synchronized void forever() {
        while (true) {
            try {
                wait();
            } catch (InterruptedException e) {
                // the process is about to end, whatever this thread was asked to do
            }
        }
    }
}
