package io.sounder.controller.ssh;

import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Feeder;
import io.sounder.controller.host.Launch;
import io.sounder.controller.host.UnreachableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import net.schmizz.sshj.connection.channel.direct.Session;

/** Runs a script in a channel of its own: what asks for the work of a resident shell, or ends one. */
final class OneOff {
    /** How long to wait for more output after the exit code of a shell that was killed before it could end its output. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Link link;

    OneOff(Link link) {
        this.link = link;
    }

    /** Runs it; a link that breaks meanwhile is an {@link IOException}. */
    ExecResult run(ExecRequest request) throws IOException {
        Launch launch = new Launch(request, link.target().user());
        try (Session.Command command = link.start(launch.command())) {
            Drain out = new Drain(command.getInputStream(), launch.endMark());
            Drain err = new Drain(command.getErrorStream(), launch.endMark());
            Feeder feeder = new Feeder(launch, command.getOutputStream());
            try {
                while (!ended(command, out, err)) {
                    Thread.sleep(5);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                InterruptedIOException interrupted = new InterruptedIOException("interrupted");
                interrupted.initCause(e);
                throw interrupted;
            } finally {
                feeder.stop();
            }
            Integer code = command.getExitStatus();
            if (code == null && command.getExitSignal() == null) {
                throw new IOException("no exit code");
            }
            return launch.result(
                    code == null ? 137 : code,
                    out.bytes(),
                    err.bytes(),
                    link.target().name());
        } catch (UnreachableException e) {
            throw new IOException(e.getMessage(), e);
        }
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
}
