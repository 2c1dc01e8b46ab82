package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Operation;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A cluster on another host: its files, and its server through a socket of this host that only this user can reach. What
 * comes to the socket goes on through a connection of its own, whose other end connects to the server there.
 */
public final class RemoteCluster {
    private static final int BUFFER = 32 << 10;

    private final RemoteHost host;
    private final RemoteFileSystem files;

    RemoteCluster(String hostName, RemoteHost host) {
        this.host = host;
        this.files = new RemoteFileSystem(hostName, host);
    }

    /** A path on that host. */
    public Path path(String path) {
        return files.getPath(path);
    }

    /** The user that the other end runs as, for whom the server there takes it. */
    public String user() {
        return host.opened().user();
    }

    /**
     * Begins to listen for one client of the server.
     *
     * @param port of the server, for the name of the socket
     * @return the folder of the socket
     */
    public Path listen(int port) {
        Connection connection = host.take();
        boolean open = false;
        try {
            connection.call(Operation.CONNECT.request());
            Path folder = Files.createTempDirectory("sounder-pg");
            Path socket = folder.resolve(".s.PGSQL." + port);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().name("pg-tunnel").start(() -> serve(server, folder, socket, connection));
            open = true;
            return folder;
        } catch (IOException e) {
            throw new AgentException(ErrorCode.HOST_CONNECT, "unable to make a socket for the server: " + e, e);
        } finally {
            if (!open) {
                host.giveBack(connection);
            }
        }
    }

    private static void serve(ServerSocketChannel server, Path folder, Path socket, Connection connection) {
        try (SocketChannel client = server.accept()) {
            server.close();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
            Thread.ofPlatform().daemon().name("pg-tunnel-in").start(() -> toClient(connection, client));
            toServer(client, connection);
        } catch (IOException | AgentException e) {
            // The client of the socket notices and tells what it was doing.
            connection.close();
        }
    }

    private static void toServer(SocketChannel client, Connection connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (client.read(buffer) >= 0) {
            connection.data(buffer.array(), 0, buffer.position());
            connection.flush();
            buffer.clear();
        }
        connection.send(FrameKind.END);
        connection.flush();
    }

    private static void toClient(Connection connection, SocketChannel client) {
        try (client) {
            while (connection.receive() == FrameKind.DATA) {
                ByteBuffer content = ByteBuffer.wrap(connection.payload(), 0, connection.length());
                while (content.hasRemaining()) {
                    client.write(content);
                }
            }
        } catch (IOException | AgentException e) {
            // The client of the socket notices and tells what it was doing.
            connection.close();
        }
        connection.close();
    }
}
