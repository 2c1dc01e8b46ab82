package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** Closes what a session holds. */
final class Locks {
    private Locks() {}

    static void release(AutoCloseable held) {
        try {
            held.close();
        } catch (AgentException e) {
            throw e;
        } catch (Exception e) {
            throw new AgentException(ErrorCode.FILE_REMOVE, "unable to release locks: " + e.getMessage(), e);
        }
    }
}
