package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.Greeting;
import io.sounder.agent.remote.Operation;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** The answering end of one connection, from greeting to end. For one thread. */
public final class Session {
    private final Frames frames;
    private final Opener opener;

    /** Makes the service that the arguments ask for; errors go to the asking end. */
    @FunctionalInterface
    public interface Opener {
        Service open(List<String> arguments);
    }

    public Session(Frames frames, Opener opener) {
        this.frames = frames;
        this.opener = opener;
    }

    /** Serves until the other end says so or is gone. An {@code IOException} means that it went in the middle of something. */
    public void run() throws IOException {
        Greeting.own().send(frames);
        Service service;
        try {
            service = opener.open(arguments());
        } catch (EOFException e) {
            return; // only looked whether somebody answers
        } catch (AgentException e) {
            frames.send(e);
            frames.flush();
            return;
        }
        try (service) {
            frames.send(FrameKind.REPLY, service.opened().fields());
            frames.flush();
            serve(service);
        }
    }

    private List<String> arguments() throws IOException {
        FieldReader request = request();
        Operation operation = Operation.of(request.number());
        long protocol = request.number();
        if (operation != Operation.OPEN || protocol != Greeting.PROTOCOL) {
            throw new AgentException(
                    ErrorCode.PROTOCOL,
                    "protocol " + Greeting.PROTOCOL + " is spoken here, but the request has number " + protocol);
        }
        return request.texts();
    }

    private FieldReader request() throws IOException {
        FrameKind kind = frames.receive();
        if (kind != FrameKind.REQUEST) {
            throw new AgentException(ErrorCode.PROTOCOL, "unexpected " + kind + " frame, a request should come");
        }
        return frames.fields();
    }

    private void serve(Service service) throws IOException {
        boolean open = true;
        while (open) {
            try {
                open = answer(service, request());
                frames.flush();
            } catch (EOFException e) {
                return; // what was not finished is taken back
            }
        }
    }

    private boolean answer(Service service, FieldReader request) throws IOException {
        try {
            Operation operation = Operation.of(request.number());
            switch (operation) {
                case PING -> frames.send(FrameKind.REPLY);
                case CLOSE -> {
                    service.close();
                    frames.send(FrameKind.REPLY, new FieldWriter());
                    return false;
                }
                default -> {
                    if (!service.handle(operation, request, frames)) {
                        throw new AgentException(ErrorCode.PROTOCOL, "operation " + operation + " is not served here");
                    }
                }
            }
        } catch (AgentException e) {
            frames.send(e);
        }
        return true;
    }
}
