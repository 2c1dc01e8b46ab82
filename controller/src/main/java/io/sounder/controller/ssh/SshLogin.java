package io.sounder.controller.ssh;

import io.sounder.controller.host.UnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.DefaultSecurityProviderConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.userauth.UserAuthException;

/** Opens and authenticates a connection; each way it can fail has its own sentence. */
final class SshLogin {
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** The most that a server sends at once; each channel keeps room for two of them. */
    private static final int PACKET = 1 << 14;

    private final SshTarget target;
    private final Jump jump;
    private final Consumer<String> warnings;

    /** Opens a way to a port beyond another host. */
    @FunctionalInterface
    interface Jump {
        DirectConnection channel(SshTarget jump, SshTarget target) throws IOException;
    }

    SshLogin(SshTarget target, Jump jump, Consumer<String> warnings) {
        this.target = target;
        this.jump = jump;
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
        SSHClient client = new SSHClient(config);
        boolean done = false;
        try {
            client.setConnectTimeout((int) target.timeout().toMillis());
            client.addHostKeyVerifier(verifier);
            Optional<SshTarget> between = target.way().jump();
            if (between.isPresent()) {
                client.connectVia(jump.channel(between.get(), target));
            } else {
                client.setSocketFactory(new Sockets(target.way().command()));
                client.connect(target.address(), target.port());
            }
            // Also how long a script may leave its input unread; a dead connection is noticed by the keepalive.
            client.getConnection().setTimeoutMs((int) PATIENCE.toMillis());
            client.getConnection().setMaxPacketSize(PACKET);
            new Credentials(target).login(client);
            Pulse.start(client, target.keepalive());
            done = true;
            return client;
        } finally {
            if (!done) {
                client.close();
            }
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
}
