package io.sounder.controller.ssh;

import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.ExecTimeoutException;
import io.sounder.controller.host.Feeder;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.Launch;
import io.sounder.controller.host.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** One login on one host, shared by all scripts that run there; each script has a channel of its own. Thread-safe. */
final class SshConnection implements HostConnection {
    /** Below the ten that OpenSSH allows by default. */
    private static final int CHANNELS = 8;

    /** How long to wait for more output after the exit code of a shell that was killed before it could end its output. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final SshTarget target;
    private final SshLogin.Jump jump;
    private final Consumer<String> warnings;
    private final Semaphore channels = new Semaphore(CHANNELS, true);
    private @Nullable SSHClient client;

    SshConnection(SshTarget target, SshLogin.Jump jump, Consumer<String> warnings) {
        this.target = target;
        this.jump = jump;
        this.warnings = warnings;
    }

    @Override
    public String loginUser() {
        return target.user();
    }

    @Override
    public ExecResult exec(ExecRequest request) {
        Launch launch = new Launch(request, target.user());
        try {
            channels.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecTimeoutException("interrupted while waiting for host '" + target.name() + "'", e);
        }
        try (Session.Command command = command(launch)) {
            return run(command, launch, request.timeout());
        } catch (IOException e) {
            throw new UnreachableException(
                    "the connection to host '" + target.name() + "' broke: " + e.getMessage(), e);
        } finally {
            channels.release();
        }
    }

    private ExecResult run(Session.Command command, Launch launch, Duration timeout) throws IOException {
        Drain out = new Drain(command.getInputStream(), launch.endMark());
        Drain err = new Drain(command.getErrorStream(), launch.endMark());
        Feeder feeder = new Feeder(launch, command.getOutputStream());
        long end = System.nanoTime() + timeout.toNanos();
        try {
            long stuck = Long.MAX_VALUE;
            while (!ended(command, out, err)) {
                feeder.requireRead(target.name());
                stuck = feeder.stuck() ? Math.min(stuck, System.nanoTime()) : stuck;
                if (System.nanoTime() - stuck > GRACE.toNanos()) {
                    throw new UnreachableException(
                            "the connection to host '" + target.name() + "' broke while a script was given its input");
                }
                if (!timeout.isZero() && System.nanoTime() > end) {
                    throw new ExecTimeoutException("the script ran longer than " + timeout.toSeconds()
                            + " seconds on host '" + target.name() + "'");
                }
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecTimeoutException("interrupted while a script ran on host '" + target.name() + "'", e);
        } finally {
            feeder.stop();
        }
        Integer code = command.getExitStatus();
        if (code == null && command.getExitSignal() == null) {
            throw new UnreachableException("the connection to host '" + target.name() + "' broke while a script ran");
        }
        return launch.result(code == null ? 137 : code, out.bytes(), err.bytes(), target.name());
    }

    /**
     * OpenSSH sends the exit code as soon as the shell is gone, before it has read the rest of its output: the code alone
     * is not the end. Neither is the end of the streams, which whatever the script left running keeps open.
     */
    private static boolean ended(Session.Command command, Drain out, Drain err) throws IOException {
        boolean gone = command.getExitStatus() != null || command.getExitSignal() != null;
        if (gone) {
            out.expectEnd();
            err.expectEnd();
        }
        return (gone || !command.isOpen()) && out.complete(GRACE) && err.complete(GRACE);
    }

    /**
     * A channel in which the launch waits for its script. A connection that broke since it was last used is made anew: no
     * script was sent yet, so none can run twice.
     */
    private Session.Command command(Launch launch) throws IOException {
        SSHClient open = client();
        try {
            return started(open, launch);
        } catch (OpenFailException e) {
            // The server does not want more channels; those that are open go on.
            throw e;
        } catch (IOException e) {
            drop(open);
            return started(client(), launch);
        }
    }

    private static Session.Command started(SSHClient open, Launch launch) throws IOException {
        Session session = open.startSession();
        boolean done = false;
        try {
            Session.Command running = session.exec(launch.command());
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

    synchronized SSHClient client() {
        SSHClient open = client;
        if (open == null || !open.isConnected()) {
            open = new SshLogin(target, jump, warnings).connect();
            client = open;
        }
        return open;
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
