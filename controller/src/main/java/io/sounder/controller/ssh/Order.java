package io.sounder.controller.ssh;

import io.sounder.controller.host.ExecInputException;
import io.sounder.controller.host.ExecRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * A request with the beginning of its input. Input that is not large is sent before the script starts, so that a broken
 * link cannot leave a script with a part of it. Closed by whoever made it.
 */
final class Order implements AutoCloseable {
    private static final int LARGE = 1 << 20;

    private final ExecRequest request;
    private final byte[] start;
    private final InputStream rest;

    private Order(ExecRequest request, byte[] start, InputStream rest) {
        this.request = request;
        this.start = start;
        this.rest = rest;
    }

    static Order of(ExecRequest request, String host) {
        try {
            InputStream in = request.payload().open();
            return new Order(request, in.readNBytes(LARGE), in);
        } catch (IOException e) {
            throw unreadable(host, e);
        }
    }

    static ExecInputException unreadable(String host, IOException cause) {
        return new ExecInputException(
                "unable to read what is to be sent to host '" + host + "': " + cause.getMessage(), cause);
    }

    ExecRequest request() {
        return request;
    }

    /** The input, if it is not large; nobody changes the bytes. */
    byte[] start() {
        return start;
    }

    /** Whether the input is not large. */
    boolean whole() {
        return start.length < LARGE;
    }

    /** Whether the output goes to a file here. */
    boolean direct() {
        return request.sink().isPresent();
    }

    /** Whether the shell that runs it ends with it. */
    boolean last() {
        return direct() || !whole();
    }

    InputStream all() {
        return new SequenceInputStream(new ByteArrayInputStream(start), rest);
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
