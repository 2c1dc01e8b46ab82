package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A way to one process on another host: a pair of streams. */
interface Transport {
    InputStream in();

    OutputStream out();

    /** The word for it in messages: {@code ssh}, {@code tls}. */
    String kind();

    /**
     * The error for a transport whose streams failed, with all that can be found out about the reason.
     *
     * @param name of the connection, for the message
     */
    AgentException ended(String name, IOException cause);

    /** Ends it at once; may be called by any thread and more than once. */
    void close();
}
