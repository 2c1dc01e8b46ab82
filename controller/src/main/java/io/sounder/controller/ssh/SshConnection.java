package io.sounder.controller.ssh;

import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.ExecTimeoutException;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.UnreachableException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;

/**
 * One login on one host, shared by all scripts that run there. Resident shells run them, one for each user and for each
 * script that runs at the same time. A script whose link broke is looked for, never run twice. Thread-safe.
 */
final class SshConnection implements HostConnection {
    /** Below the ten that OpenSSH allows by default. */
    private static final int CHANNELS = 8;

    /** How often a script may be sent anew because it never started. */
    private static final int TRIES = 5;

    private final Link link;
    private final String name;
    private final Consumer<String> warnings;
    private final Workers workers;
    private final Lost lost;
    private final Semaphore channels = new Semaphore(CHANNELS, true);

    SshConnection(SshTarget target, SshLogin.Jump jump, Consumer<String> warnings) {
        this.link = new Link(target, jump, warnings);
        this.name = target.name();
        this.warnings = warnings;
        this.workers = new Workers(link, CHANNELS);
        this.lost = new Lost(link);
    }

    @Override
    public String loginUser() {
        return link.target().user();
    }

    @Override
    public ExecResult exec(ExecRequest request) {
        try {
            channels.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecTimeoutException("interrupted while waiting for host '" + name + "'", e);
        }
        try (Deadline deadline = new Deadline(request.timeout(), name)) {
            return run(request, deadline);
        } catch (CutException e) {
            throw new UnreachableException(
                    "the connection to host '" + name
                            + "' broke while a script, which was ended, was given its input or gave its output",
                    e);
        } catch (IOException e) {
            throw new UnreachableException("the connection to host '" + name + "' broke: " + e.getMessage(), e);
        } finally {
            channels.release();
        }
    }

    private ExecResult run(ExecRequest request, Deadline deadline) throws IOException {
        for (int left = TRIES; ; left--) {
            try (Order order = Order.of(request, name)) {
                return run(order, deadline);
            } catch (CutException e) {
                if (left == 1 || !request.again()) {
                    throw e;
                }
                link.restore();
            }
        }
    }

    private ExecResult run(Order order, Deadline deadline) throws IOException {
        for (int left = TRIES; ; left--) {
            Worker worker = workers.take(order.request().become());
            boolean stays = false;
            try {
                deadline.watches();
                ExecResult result = worker.run(order, () -> lost.end(worker));
                stays = !order.last();
                return result;
            } catch (IOException e) {
                Optional<ExecResult> found =
                        e instanceof Worker.StaleException ? Optional.empty() : found(worker, order, deadline, e);
                if (found.isPresent()) {
                    return found.get();
                }
                if (left == 1) {
                    throw e;
                }
            } finally {
                deadline.leaves();
                if (stays) {
                    workers.put(worker);
                } else {
                    workers.gone();
                    worker.abandon();
                }
            }
        }
    }

    /** What became of a script whose answer did not come; nothing if it never started. */
    private Optional<ExecResult> found(Worker worker, Order order, Deadline deadline, IOException cause)
            throws IOException {
        boolean interrupted = Thread.interrupted();
        if (deadline.isOver() || interrupted) {
            lost.end(worker);
            throw deadline.failure(cause);
        }
        boolean connected = link.isConnected();
        if (connected && cause instanceof EOFException && worker.process().isEmpty()) {
            throw worker.notStarted();
        }
        if (order.last()) {
            lost.end(worker);
            throw new CutException(cause);
        }
        return lost.find(worker, deadline, connected);
    }

    /** A link that broke while a script, which has been ended, was given its input or gave its output. */
    private static final class CutException extends IOException {
        CutException(IOException cause) {
            super("the link broke in the middle", cause);
        }
    }

    @Override
    public void reset() {
        try {
            workers.close();
        } catch (IOException e) {
            // The link broke already.
            warnings.accept("the connection to host '" + name + "' broke before its reset: " + e.getMessage());
        }
        link.close();
    }

    SSHClient client() {
        return link.client();
    }

    @Override
    public void close() {
        try {
            workers.close();
        } catch (IOException e) {
            // A link that is broken has nothing left to close.
            warnings.accept("the connection to host '" + name + "' broke at its end: " + e.getMessage());
        }
        link.close();
    }
}
