package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Group;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.server.Service;
import io.sounder.agent.remote.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Another host within the process of the test: every connection is served by a thread. */
final class PipeHost {
    private PipeHost() {}

    /** A host whose connections are served by what the supplier makes. */
    static RemoteHost serving(Supplier<? extends Service> services) {
        return new RemoteHost((number, watch) ->
                Connection.open(target(Duration.ofSeconds(20)), pipe(services), number, List.of(), watch));
    }

    /** A host that is reached by other means. */
    static RemoteHost reached(Duration timeout, Supplier<Transport> transport) {
        return new RemoteHost(
                (number, watch) -> Connection.open(target(timeout), transport.get(), number, List.of(), watch));
    }

    private static RemoteTarget target(Duration timeout) {
        return new RemoteTarget(
                Group.REPO,
                1,
                "elsewhere",
                OptionalInt.empty(),
                new RemoteTarget.Ssh("ssh", "user", "pgbackrest"),
                Optional.empty(),
                timeout,
                timeout);
    }

    private static Transport pipe(Supplier<? extends Service> services) {
        Socket[] ends = sockets();
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket end = ends[0]) {
                new Session(new Frames(end.getInputStream(), end.getOutputStream()), _ -> services.get()).run();
            } catch (IOException e) {
                // The other end went away in the middle of something, as some tests do.
                Thread.onSpinWait();
            }
        });
        return ends(ends[1]);
    }

    /** A transport whose other end says nothing. */
    static Transport silent() {
        return ends(sockets()[1]);
    }

    private static Ends ends(Socket socket) {
        try {
            return new Ends(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket[] sockets() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
            return new Socket[] {server.accept(), client};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A transport made of two streams. */
    record Ends(InputStream in, OutputStream out) implements Transport {
        @Override
        public String kind() {
            return "loopback";
        }

        @Override
        public AgentException ended(String name, IOException cause) {
            return new AgentException(ErrorCode.HOST_CONNECT, name + " is gone: " + cause.getMessage(), cause);
        }

        @Override
        public void close() {
            try {
                in.close();
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
