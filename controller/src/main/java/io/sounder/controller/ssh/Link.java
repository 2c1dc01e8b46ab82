package io.sounder.controller.ssh;

import io.sounder.controller.host.UnreachableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** The one login on a host: made when it is first used, and anew when it broke. Thread-safe. */
final class Link implements AutoCloseable {
    /** How long to wait before each further try to reach a host whose link broke. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(400),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4));

    private final SshTarget target;
    private final SshLogin.Jump jump;
    private final Consumer<String> warnings;
    private @Nullable SSHClient client;

    Link(SshTarget target, SshLogin.Jump jump, Consumer<String> warnings) {
        this.target = target;
        this.jump = jump;
        this.warnings = warnings;
    }

    SshTarget target() {
        return target;
    }

    synchronized SSHClient client() {
        SSHClient open = client;
        if (open == null || !open.isConnected()) {
            open = new SshLogin(target, jump, warnings).connect();
            client = open;
        }
        return open;
    }

    synchronized boolean isConnected() {
        return client != null && client.isConnected();
    }

    /** Starts a command in a channel of its own. A link that broke since it was last used is made anew first. */
    Session.Command start(String command) throws IOException {
        SSHClient open = client();
        try {
            return started(open, command);
        } catch (OpenFailException e) {
            // The server does not want more channels; those that are open go on.
            throw e;
        } catch (IOException e) {
            drop(open);
            return started(client(), command);
        }
    }

    private static Session.Command started(SSHClient open, String command) throws IOException {
        Session session = open.startSession();
        boolean done = false;
        try {
            Session.Command running = session.exec(command);
            done = true;
            return running;
        } finally {
            if (!done) {
                session.close();
            }
        }
    }

    private synchronized void drop(SSHClient broken) throws IOException {
        if (broken.equals(client)) {
            client = null;
            broken.disconnect();
        }
    }

    /** Makes a link that broke anew, with patience: a host that is there again a moment later is no lost host. */
    void restore() throws InterruptedIOException {
        for (Duration pause : PAUSES) {
            try {
                client();
                return;
            } catch (UnreachableException e) {
                sleep(pause);
            }
        }
        client();
    }

    static void sleep(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            try {
                client.disconnect();
            } catch (IOException e) {
                warnings.accept("the connection to host '" + target.name() + "' did not close: " + e.getMessage());
            }
        }
    }
}
