package io.sounder.controller.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts on this machine. Output goes through temporary files, because a daemon that a script leaves behind keeps
 * inherited pipes open. Thread-safe.
 */
public final class LocalConnection implements HostConnection {
    /** How many bytes of each output are kept. */
    private static final int LIMIT = 16 << 20;

    private final String host;
    private static final Duration WATCH = Duration.ofMillis(200);

    private final Path folder;
    private final String user;

    /**
     * @param host the name for messages
     * @param folder the working folder of scripts
     */
    public LocalConnection(String host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.user = System.getProperty("user.name", "root");
    }

    @Override
    public String loginUser() {
        return user;
    }

    @Override
    public ExecResult exec(ExecRequest request) {
        Launch launch = new Launch(request, user);
        try {
            Path out = Files.createTempFile("sounder-", ".out");
            Path err = Files.createTempFile("sounder-", ".err");
            try {
                int code = run(launch, request.timeout(), out, err);
                if (request.sink().isPresent()) {
                    launch.save(out, request.sink().get());
                }
                return launch.result(code, taken(out, "output"), taken(err, "error"), host);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UnreachableException("unable to run a script on this machine: " + e.getMessage(), e);
        }
    }

    private byte[] taken(Path file, String stream) throws IOException {
        if (Files.size(file) > LIMIT) {
            throw ExecRoomException.tooMuch(stream, Files.size(file), LIMIT, host);
        }
        return Files.readAllBytes(file);
    }

    private int run(Launch launch, Duration timeout, Path out, Path err) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", launch.command())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            Feeder feeder = new Feeder(launch, process.getOutputStream());
            long end = System.nanoTime() + timeout.toNanos();
            while (!process.waitFor(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
                feeder.requireRead(host);
                if (!timeout.isZero() && System.nanoTime() > end) {
                    throw new ExecTimeoutException(
                            "the script ran longer than " + timeout.toSeconds() + " seconds on host '" + host + "'");
                }
            }
            feeder.requireRead(host);
            feeder.stop();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecTimeoutException("interrupted while a script ran on host '" + host + "'", e);
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Override
    public void reset() {
        // Each script starts in a process of its own.
    }

    @Override
    public void close() {
        // Nothing stays open between scripts.
    }
}
