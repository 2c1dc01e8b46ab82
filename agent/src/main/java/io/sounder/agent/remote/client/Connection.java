package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.Greeting;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** An open connection: one request after the other. Not for use by several threads at a time. */
final class Connection {
    private final RemoteTarget target;
    private final Transport transport;
    private final Frames frames;
    private final String name;
    private final int number;
    private final Opened opened;
    private volatile Duration limit;
    private volatile boolean late;
    private volatile boolean broken;
    private volatile long used = System.nanoTime();

    private Connection(RemoteTarget target, Transport transport, int number, List<String> arguments, Watch watch) {
        this.target = target;
        this.transport = transport;
        this.number = number;
        this.frames = new Frames(transport.in(), transport.out());
        this.name = "remote-" + number + " process on '" + target.host() + "'";
        this.limit = target.connectTimeout();
        watch.add(this);
        try {
            Greeting.own().expect(frames, target.host(), target.commandOption());
            this.opened = Opened.of(
                    call(Operation.OPEN.request().number(Greeting.PROTOCOL).texts(arguments)));
            this.limit = target.timeout();
        } catch (IOException e) {
            throw failed(e);
        } catch (AgentException e) {
            close();
            throw e;
        }
    }

    /** Sees to it that nobody waits for ever. */
    @FunctionalInterface
    interface Watch {
        void add(Connection connection);
    }

    /** Greets and opens; error 39 when the other end speaks another language. */
    static Connection open(RemoteTarget target, Transport transport, int number, List<String> arguments, Watch watch) {
        return new Connection(target, transport, number, arguments, watch);
    }

    Opened opened() {
        return opened;
    }

    /** Sends a request and waits for its reply; throws the error that comes instead. */
    FieldReader call(FieldWriter request) {
        send(FrameKind.REQUEST, request);
        return reply();
    }

    void send(FrameKind kind, FieldWriter fields) {
        try {
            frames.send(kind, fields);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void send(FrameKind kind) {
        send(kind, new FieldWriter());
    }

    void data(byte[] bytes, int offset, int length) {
        try {
            frames.send(FrameKind.DATA, bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void flush() {
        try {
            frames.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Waits for the reply to what was sent. */
    FieldReader reply() {
        FrameKind kind = flushAndReceive();
        if (kind != FrameKind.REPLY) {
            throw unexpected(kind);
        }
        return frames.fields();
    }

    private FrameKind flushAndReceive() {
        try {
            frames.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        return receive();
    }

    /** The next frame; throws the error when it is one. */
    FrameKind receive() {
        FrameKind kind;
        try {
            kind = frames.receive();
        } catch (IOException e) {
            throw failed(e);
        } catch (AgentException e) {
            close();
            throw raised(e);
        }
        used = System.nanoTime();
        if (kind == FrameKind.ERROR) {
            FieldReader fields = frames.fields();
            ErrorCode code = ErrorCode.ofNumber(fields.integer()).orElse(ErrorCode.UNKNOWN);
            throw raised(new AgentException(code, fields.text()));
        }
        return kind;
    }

    /** Whether the other end has said something while it was being sent to: that can only be an error. */
    boolean answered() {
        try {
            return frames.answered();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    FieldReader fields() {
        return frames.fields();
    }

    byte[] payload() {
        return frames.payload();
    }

    int length() {
        return frames.length();
    }

    AgentException unexpected(FrameKind kind) {
        close();
        return raised(new AgentException(ErrorCode.PROTOCOL, "unexpected " + kind + " frame"));
    }

    private AgentException raised(AgentException error) {
        return new AgentException(
                error.code(),
                "raised from remote-" + number + " " + transport.kind() + " protocol on '" + target.host() + "': "
                        + error.text(),
                error);
    }

    private AgentException failed(IOException cause) {
        broken = true;
        if (late) {
            return new AgentException(
                            ErrorCode.PROTOCOL, name + " did not answer within " + limit.toMillis() + "ms", cause)
                    .withHint("is the host overloaded or the network broken?");
        }
        AgentException error = transport.ended(name, cause);
        transport.close();
        return error;
    }

    boolean usable() {
        return !broken;
    }

    /** Nanoseconds since the other end was heard of. */
    long idle() {
        return System.nanoTime() - used;
    }

    /** Called now and then by the watcher: ends the connection when an answer is overdue. */
    void check() {
        if (frames.waited() > limit.toNanos()) {
            late = true;
            close();
        }
    }

    /** Lets the other end finish what it has to, then ends the connection. */
    void finish() {
        if (usable()) {
            try {
                call(Operation.CLOSE.request());
            } finally {
                close();
            }
        }
    }

    /** Ends the connection at once. */
    void close() {
        broken = true;
        transport.close();
    }
}
