package io.sounder.controller.ssh;

import io.sounder.controller.host.UnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.DefaultSecurityProviderConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;

/** Opens and authenticates a connection; each way it can fail has its own sentence. */
final class SshLogin {
    private static final int KEEPALIVE_SECONDS = 15;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final SshTarget target;
    private final Consumer<String> warnings;

    SshLogin(SshTarget target, Consumer<String> warnings) {
        this.target = target;
        this.warnings = warnings;
    }

    SSHClient connect() {
        KnownHosts verifier = new KnownHosts(target, warnings);
        // Most servers need no Bouncy Castle, and without it a login takes half the time.
        SecurityUtils.setRegisterBouncyCastle(false);
        try {
            return connect(new DefaultSecurityProviderConfig(), verifier);
        } catch (IOException first) {
            verifier.refusal().ifPresent(sentence -> {
                throw new UnreachableException(sentence, first);
            });
            if (networkFault(first) || first instanceof UserAuthException) {
                throw unreachable(first);
            }
            return withBouncyCastle(verifier, first);
        }
    }

    private SSHClient withBouncyCastle(KnownHosts verifier, IOException first) {
        SecurityUtils.setRegisterBouncyCastle(true);
        try {
            return connect(new DefaultConfig(), verifier);
        } catch (IOException second) {
            verifier.refusal().ifPresent(sentence -> {
                throw new UnreachableException(sentence, second);
            });
            second.addSuppressed(first);
            throw unreachable(second);
        }
    }

    private SSHClient connect(DefaultConfig config, KnownHosts verifier) throws IOException {
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        SSHClient client = new SSHClient(config);
        boolean done = false;
        try {
            client.setSocketFactory(new PromptSockets());
            client.setConnectTimeout((int) target.timeout().toMillis());
            client.addHostKeyVerifier(verifier);
            client.connect(target.address(), target.port());
            // Also how long a script may leave its input unread; a dead connection is noticed by the keepalive.
            client.getConnection().setTimeoutMs((int) PATIENCE.toMillis());
            client.getConnection().getKeepAlive().setKeepAliveInterval(KEEPALIVE_SECONDS);
            authenticate(client);
            done = true;
            return client;
        } finally {
            if (!done) {
                client.close();
            }
        }
    }

    private void authenticate(SSHClient client) throws IOException {
        List<KeyProvider> keys = new ArrayList<>();
        for (Path file : target.keys()) {
            if (Files.isReadable(file)) {
                keys.add(client.loadKeys(file.toString()));
            }
        }
        if (target.password().isPresent()) {
            client.authPassword(target.user(), target.password().get());
        } else if (keys.isEmpty()) {
            throw new UserAuthException("no readable private key among "
                    + String.join(
                            ", ", target.keys().stream().map(Path::toString).toList()));
        } else {
            client.authPublickey(target.user(), keys);
        }
    }

    private static boolean networkFault(IOException e) {
        return e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof SocketTimeoutException
                || e instanceof java.net.NoRouteToHostException;
    }

    private UnreachableException unreachable(IOException e) {
        String to = "unable to connect to host '" + target.name() + "' (" + target.user() + "@" + target.address() + ":"
                + target.port() + "): ";
        String why = switch (e) {
            case UnknownHostException unknown -> "the name '" + target.address() + "' is not known";
            case SocketTimeoutException late ->
                "no answer within " + target.timeout().toSeconds() + " seconds";
            case UserAuthException refused -> "login refused: " + refused.getMessage();
            default -> String.valueOf(e.getMessage());
        };
        return new UnreachableException(to + why, e);
    }

    /** Sockets that send small packets at once. */
    private static final class PromptSockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("only unconnected sockets are made here");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostName(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host.getHostName(), port);
        }
    }
}
