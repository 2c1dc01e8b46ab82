package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/**
 * Connects the asking end with the database server of this host, as if the client were here.
 *
 * @param server opens a socket to it
 */
public record ServerTunnel(Opener server) {
    private static final int BUFFER = 32 << 10;

    /** Opens a socket. */
    @FunctionalInterface
    public interface Opener {
        Socket open() throws IOException;
    }

    /** Passes on everything until one side ends; the connection is good for nothing else afterwards. */
    void run(Frames frames) throws IOException {
        try (Socket socket = connect()) {
            frames.send(FrameKind.REPLY);
            frames.flush();
            InputStream in = socket.getInputStream();
            Thread.ofPlatform().daemon().name("from-server").start(() -> fromServer(in, frames));
            OutputStream out = socket.getOutputStream();
            while (frames.receive() == FrameKind.DATA) {
                out.write(frames.payload(), 0, frames.length());
                out.flush();
            }
        }
        throw new java.io.EOFException("the client of the database server is gone");
    }

    private Socket connect() {
        try {
            return server.open();
        } catch (IOException e) {
            throw new AgentException(
                            ErrorCode.DB_CONNECT, "unable to connect to the database server: " + e.getMessage(), e)
                    .withHint("is the server running, and are pg-port and pg-socket-path right?");
        }
    }

    /** Runs beside the other direction: only this thread sends. */
    private static void fromServer(InputStream in, Frames frames) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                frames.send(FrameKind.DATA, buffer, 0, count);
                frames.flush();
            }
            frames.send(FrameKind.END);
            frames.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
