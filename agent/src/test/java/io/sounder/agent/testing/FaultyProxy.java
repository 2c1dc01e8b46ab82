package io.sounder.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands connections on to a server on this machine, but breaks those that it was told to break. */
public final class FaultyProxy implements AutoCloseable {
    private static final byte[] SLOW_DOWN = slowDown();

    private final int target;
    private final ServerSocket listener;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean slow;

    /** What happens to a connection. */
    private sealed interface Fault {
        record Busy() implements Fault {}

        record CutAnswer(int after) implements Fault {}

        record CutRequest(int after) implements Fault {}
    }

    private FaultyProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Starts one for the server at this port. */
    public static FaultyProxy start(int target) {
        try {
            FaultyProxy proxy = new FaultyProxy(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] slowDown() {
        String body = "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Please reduce.</Message></Error>";
        return ("HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    /** The next connection gets the answer 503. */
    public FaultyProxy busy() {
        faults.add(new Fault.Busy());
        return this;
    }

    /** From now on every connection gets the answer 503. */
    public void alwaysBusy() {
        slow = true;
    }

    /** The next connection ends when so many bytes of answers have passed. */
    public FaultyProxy cutAnswer(int after) {
        faults.add(new Fault.CutAnswer(after));
        return this;
    }

    /** The next connection ends when so many bytes of requests have passed. */
    public FaultyProxy cutRequest(int after) {
        faults.add(new Fault.CutRequest(after));
        return this;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                Fault fault = slow ? new Fault.Busy() : faults.poll();
                Thread.ofVirtual().start(() -> serve(client, fault));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client, Fault fault) {
        try (client) {
            if (fault instanceof Fault.Busy) {
                client.getInputStream().read(new byte[16 << 10]);
                client.getOutputStream().write(SLOW_DOWN);
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                long requests = fault instanceof Fault.CutRequest(int after) ? after : Long.MAX_VALUE;
                long answers = fault instanceof Fault.CutAnswer(int after) ? after : Long.MAX_VALUE;
                Thread up = Thread.ofVirtual().start(() -> copy(client, server, requests));
                copy(server, client, answers);
                up.join();
            }
        } catch (IOException e) {
            // One end is gone, so the other is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies until the end or the limit, then closes both. */
    private static void copy(Socket from, Socket to, long limit) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[16 << 10];
            long left = limit;
            while (left > 0) {
                int count = in.read(bytes, 0, (int) Math.min(bytes.length, left));
                if (count < 0) {
                    return;
                }
                out.write(bytes, 0, count);
                left -= count;
            }
        } catch (IOException e) {
            // The same as the end.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
