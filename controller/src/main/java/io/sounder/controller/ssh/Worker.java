package io.sounder.controller.ssh;

import io.sounder.controller.host.Become;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.ExecRoomException;
import io.sounder.controller.host.Launch;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.channel.direct.Session;

/** A resident shell on a host, in one channel, as one user. Used by one thread at a time. */
final class Worker implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String id =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final Become become;
    private final String host;
    private final Launch launch;
    private final Session.Command channel;
    private final Answer answer;
    private final InputStream in;
    private final Drain errors;
    private final StringBuilder noise = new StringBuilder();
    private String process = "";
    private int number;

    /** Starts the shell; nothing waits for it yet. */
    Worker(Link link, Become become) throws IOException {
        this.become = become;
        this.host = link.target().name();
        this.launch =
                Launch.resident(WorkerText.worker(id), become, link.target().user());
        this.channel = link.start(launch.command());
        this.in = new BufferedInputStream(channel.getInputStream(), 1 << 12);
        this.answer = new Answer(in, id, host);
        this.errors = new Drain(channel.getErrorStream(), launch.endMark());
        try (InputStream start = launch.stdin()) {
            send(start.readAllBytes());
        }
    }

    String id() {
        return id;
    }

    Become become() {
        return become;
    }

    /** The number of the script that was sent last. */
    int number() {
        return number;
    }

    /** The process number of the shell; empty until it has said that it is there. */
    String process() {
        return process;
    }

    boolean usable() {
        return channel.isOpen();
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream out = channel.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /**
     * Sends a script and waits for its result.
     *
     * @param kill ends this shell on its host
     * @throws StaleException if this shell has ended without starting it
     * @throws EOFException if the shell ended
     * @throws IOException if the link broke
     */
    ExecResult run(Order order, Runnable kill) throws IOException {
        number++;
        boolean fed = order.whole();
        send(WorkerText.order(id, number, order));
        if (process.isEmpty()) {
            greet();
        }
        if (fed) {
            return result(order, answer.words());
        }
        Feed feed = new Feed(order, channel.getOutputStream(), kill);
        try {
            return result(order, answer.words());
        } catch (IOException e) {
            feed.requireRead(host);
            throw e;
        } finally {
            feed.close();
        }
    }

    private void greet() throws IOException {
        String greeting = WorkerText.greeting(id);
        String line;
        do {
            line = answer.line();
            noise.append(line).append('\n');
        } while (!line.contains(greeting));
        process = line.substring(line.indexOf(greeting) + greeting.length());
    }

    private ExecResult result(Order order, List<String> words) throws IOException {
        return switch (words.getFirst()) {
            case "end" -> answer.result(Integer.parseInt(words.get(2)));
            case "direct" -> direct(order.request().sink().orElseThrow());
            case "stale" -> throw new StaleException();
            case "room" -> throw noRoom(words.get(2), "for the input of a script, which was not started");
            case "full" ->
                throw noRoom(words.get(2), "for the output of a script, which has run: send it to a file on the host");
            default -> throw new IOException("unexpected answer '" + String.join(" ", words) + "'");
        };
    }

    private ExecRoomException noRoom(String folder, String what) {
        return new ExecRoomException("no room on host '" + host + "' in '" + folder + "' " + what);
    }

    /** The output of a script goes to a file, to the end of the channel. */
    private ExecResult direct(Path sink) throws IOException {
        try (OutputStream file = Files.newOutputStream(sink)) {
            in.transferTo(file);
        }
        return new ExecResult(exitCode(), new byte[0], errorBytes());
    }

    private int exitCode() throws IOException {
        channel.join(10, TimeUnit.SECONDS);
        Integer code = channel.getExitStatus();
        if (code == null && channel.getExitSignal() == null) {
            throw new IOException("no exit code");
        }
        return code == null ? 137 : code;
    }

    /** Fails with the reason why the shell never said that it is there. */
    RuntimeException notStarted() throws IOException {
        String said = noise.toString();
        byte[] out = said.contains("--started--\n") ? new byte[0] : said.getBytes(StandardCharsets.UTF_8);
        byte[] err = errorBytes();
        if (said.contains("--started--\n")) {
            return new ExecRoomException("unable to start a shell on host '" + host + "': "
                    + new String(err, StandardCharsets.UTF_8).strip());
        }
        launch.result(exitCode(), out, err, host);
        return new IllegalStateException("a shell that did not start has a result");
    }

    private byte[] errorBytes() throws IOException {
        errors.expectEnd();
        try {
            for (int i = 0; i < 200 && !errors.complete(GRACE); i++) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return errors.bytes();
    }

    /** Gives the channel up. The server closes it when the shell has ended, which nobody waits for. */
    void abandon() {
        Thread.startVirtualThread(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                // The link is broken, and all of its channels with it.
                return;
            }
        });
    }

    /** Tells the shell to end, and waits until it has removed its folder. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            send("end\n".getBytes(StandardCharsets.UTF_8));
            channel.join(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A shell that ended before it started a script, because users or groups of its host have changed. */
    static final class StaleException extends IOException {
        StaleException() {
            super("users or groups have changed");
        }
    }
}
