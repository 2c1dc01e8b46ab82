package io.sounder.controller.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.transport.TransportException;

/** Asks a host now and then whether it is there, and gives its link up when the host stays silent. */
final class Pulse implements Runnable {
    /** So many questions may be without an answer, as with OpenSSH. */
    private static final int MOST = 5;

    private final SSHClient client;
    private final Duration interval;
    private final Deque<Promise<SSHPacket, ConnectionException>> open = new ArrayDeque<>();
    private int unsent;

    private Pulse(SSHClient client, Duration interval) {
        this.client = client;
        this.interval = interval;
    }

    /** @param interval zero asks never */
    static void start(SSHClient client, Duration interval) {
        if (interval.isPositive()) {
            Thread.startVirtualThread(new Pulse(client, interval));
        }
    }

    @Override
    public void run() {
        try {
            for (Thread.sleep(interval); client.isConnected(); Thread.sleep(interval)) {
                if (silences() >= MOST) {
                    client.getTransport()
                            .die(new TransportException("no answer for " + interval.toSeconds() * MOST + " seconds"));
                    return;
                }
                // Who sends to a host that is gone may have to wait, and the count must not wait for that.
                Thread.startVirtualThread(this::ask);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int silences() {
        while (!open.isEmpty() && answered(open.peekFirst())) {
            open.removeFirst();
        }
        return open.size() + unsent;
    }

    /** An answer that says that the request is not known is one too. */
    private static boolean answered(Promise<SSHPacket, ConnectionException> question) {
        return question.isFulfilled() || question.inError();
    }

    private void ask() {
        synchronized (this) {
            unsent++;
        }
        try {
            Promise<SSHPacket, ConnectionException> question =
                    client.getConnection().sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
            synchronized (this) {
                open.addLast(question);
                unsent--;
            }
        } catch (IOException e) {
            // The link is broken, which those notice who use it.
            return;
        }
    }
}
