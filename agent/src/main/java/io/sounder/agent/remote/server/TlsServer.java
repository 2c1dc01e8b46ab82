package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** Waits for other hosts and serves each connection on a virtual thread. Safe for use by several threads. */
public final class TlsServer implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final Duration handshakeTimeout;
    private final Duration silence;
    private final Opener opener;
    private final Log log;
    private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
    private volatile TlsFiles files;
    private volatile boolean stopped;

    /** Makes the service for a client; errors go to it. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens what the arguments ask for.
         *
         * @param client the common name in its certificate; empty when it has shown none
         */
        Service open(Optional<String> client, List<String> arguments);
    }

    private TlsServer(
            ServerSocket listener,
            TlsFiles files,
            Duration handshakeTimeout,
            Duration silence,
            Opener opener,
            Log log) {
        this.listener = listener;
        this.files = files;
        this.handshakeTimeout = handshakeTimeout;
        this.silence = silence;
        this.opener = opener;
        this.log = log;
    }

    /**
     * Begins to listen; error 49 when that is not possible.
     *
     * @param silence after which a client that asks for nothing is given up
     */
    public static TlsServer listen(
            String address,
            int port,
            TlsFiles files,
            Duration handshakeTimeout,
            Duration silence,
            Opener opener,
            Log log) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            InetAddress local =
                    address.equals("*") ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(address);
            listener.bind(new InetSocketAddress(local, port), BACKLOG);
            return new TlsServer(listener, files, handshakeTimeout, silence, opener, log);
        } catch (IOException e) {
            throw new AgentException(
                            ErrorCode.HOST_CONNECT,
                            "unable to listen on '" + address + ":" + port + "': " + e.getMessage(),
                            e)
                    .withHint("is another server running, and does this host have the address?");
        }
    }

    /** From now on new connections are made with these. */
    public void use(TlsFiles newFiles) {
        files = newFiles;
    }

    /** Serves until {@link #close}. */
    public void run() {
        while (!stopped) {
            try {
                Socket client = listener.accept();
                sessions.add(client);
                Thread.ofVirtual().name("session").start(() -> serve(client));
            } catch (SocketException e) {
                if (!stopped) {
                    throw broken(e);
                }
            } catch (IOException e) {
                throw broken(e);
            }
        }
    }

    private static AgentException broken(IOException cause) {
        return new AgentException(ErrorCode.SERVICE, "unable to accept connections: " + cause.getMessage(), cause);
    }

    private void serve(Socket plain) {
        String peer = plain.getRemoteSocketAddress().toString();
        try (plain) {
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            plain.setSoTimeout(Math.toIntExact(handshakeTimeout.toMillis()));
            SSLSocket socket = (SSLSocket) files.context().getSocketFactory().createSocket(plain, null, true);
            socket.setWantClientAuth(true);
            socket.startHandshake();
            Optional<String> client = name(socket);
            log.debug("connection from " + peer + " as " + client.orElse("nobody"));
            plain.setSoTimeout(Math.toIntExact(Math.min(Integer.MAX_VALUE, silence.toMillis())));
            Frames frames = new Frames(socket.getInputStream(), socket.getOutputStream());
            new Session(frames, arguments -> opener.open(client, arguments)).run();
            socket.close();
        } catch (IOException e) {
            log.detail("connection from " + peer + " ended: " + e.getMessage());
        } catch (AgentException e) {
            log.error(e.code(), "connection from " + peer + ": " + e.text());
        } catch (RuntimeException e) {
            log.error(ErrorCode.RUNTIME, "connection from " + peer + ": unexpected " + e);
        } finally {
            sessions.remove(plain);
        }
    }

    private static Optional<String> name(SSLSocket socket) {
        try {
            String distinguished = socket.getSession().getPeerPrincipal().getName();
            for (Rdn part : new LdapName(distinguished).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return Optional.of(part.getValue().toString());
                }
            }
            return Optional.empty();
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** Stops listening and ends all connections: what was not finished is taken back. */
    @Override
    public void close() {
        stopped = true;
        try {
            listener.close();
            for (Socket session : sessions) {
                session.close();
            }
        } catch (IOException e) {
            log.detail("unable to close: " + e.getMessage());
        }
    }
}
