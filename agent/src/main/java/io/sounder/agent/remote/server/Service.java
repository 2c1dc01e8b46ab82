package io.sounder.agent.remote.server;

import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import java.io.IOException;

/** What a session gives access to. An {@code AgentException} goes to the asking end, an {@code IOException} ends the session. */
public interface Service extends AutoCloseable {
    /** What the asking end is told at the beginning. */
    Opened opened();

    /**
     * Carries out one request and sends its answer: a reply, and what the operation has besides.
     *
     * @return false when it does not know the operation
     */
    boolean handle(Operation operation, FieldReader arguments, Frames frames) throws IOException;

    /** Lets go of locks and the like. */
    @Override
    void close();
}
