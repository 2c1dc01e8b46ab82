package io.sounder.agent.postgres;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a server listens and how to log in. Found as libpq finds it: a socket path that begins with a slash is a folder
 * with the socket file, any other is a host name; without one the usual socket folders are tried, then localhost.
 *
 * @param dataPath the data folder that the configuration names
 * @param port TCP port, also part of the socket file's name
 * @param socketPath folder of the socket file, or a host name
 * @param database the database to connect to
 * @param user the role; the operating system's user when absent
 * @param timeout for a query
 * @param route present when the server is on another host, which all else is said of then
 */
public record PgEndpoint(
        Path dataPath,
        int port,
        Optional<String> socketPath,
        String database,
        Optional<String> user,
        Duration timeout,
        Optional<Route> route) {
    private static final List<String> USUAL_FOLDERS = List.of("/var/run/postgresql", "/tmp");

    /** A way to a server on another host. */
    @FunctionalInterface
    public interface Route {
        /** The same server as one connection reaches it from here. */
        PgEndpoint reach(PgEndpoint endpoint);
    }

    /** A server of this host. */
    public PgEndpoint(
            Path dataPath,
            int port,
            Optional<String> socketPath,
            String database,
            Optional<String> user,
            Duration timeout) {
        this(dataPath, port, socketPath, database, user, timeout, Optional.empty());
    }

    /** What a connection is made to. */
    PgEndpoint reached() {
        return route.map(way -> way.reach(this)).orElse(this);
    }

    /** A socket that is connected to the server, for passing on what others say to it. */
    public Socket socket() throws IOException {
        Optional<Path> file = socketFile();
        return file.isPresent()
                ? new UnixSocketFactory(file.get().toString()).createSocket(host(), port)
                : new Socket(host(), port);
    }

    /** The file of the Unix socket, absent when the connection goes over TCP. */
    Optional<Path> socketFile() {
        if (socketPath.isPresent()) {
            return socketPath.filter(path -> path.startsWith("/")).map(this::socketIn);
        }
        return USUAL_FOLDERS.stream().map(this::socketIn).filter(Files::exists).findFirst();
    }

    private Path socketIn(String folder) {
        return Path.of(folder, ".s.PGSQL." + port);
    }

    /** The host of a TCP connection. */
    String host() {
        return socketPath.filter(path -> !path.startsWith("/")).orElse("localhost");
    }

    String login() {
        return user.orElseGet(() -> System.getProperty("user.name", ""));
    }

    /** The connection as libpq would spell it, for messages. */
    String display() {
        return "dbname='" + database + "' port=" + port
                + user.map(name -> " user='" + name + "'").orElse("")
                + socketPath.map(path -> " host='" + path + "'").orElse("");
    }
}
