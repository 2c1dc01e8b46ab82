package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A running cluster with our program's stanza and archive, and the processes that work on it. Not thread-safe. */
public final class ProtectedCluster implements AutoCloseable {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.create(15);
    private final Path repository = postgres.folder("repo");
    private final List<Process> processes = new ArrayList<>();
    private final AgentProgram agent;

    private ProtectedCluster() {
        agent = AgentProgram.install(
                postgres.folder("program"),
                "--repo1-path=" + repository,
                "--repo1-retention-full=9",
                "--pg1-path=" + postgres.data(),
                "--pg1-socket-path=" + postgres.socketFolder(),
                "--pg1-user=postgres",
                "--compress-type=lz4",
                "--start-fast",
                "--process-max=2",
                "--lock-path=" + locks(),
                "--log-level-file=off");
    }

    /** Starts it and creates the stanza {@code demo}. */
    public static ProtectedCluster start() {
        ProtectedCluster cluster = new ProtectedCluster();
        try {
            cluster.postgres.set("archive_mode", "on").set("archive_command", cluster.agent.archiveCommand());
            cluster.postgres.start();
            cluster.agent.run("stanza-create").orFail();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public Path repository() {
        return repository;
    }

    public Path locks() {
        return repository.resolveSibling("lock");
    }

    public AgentProgram agent() {
        return agent;
    }

    /** The original program with the same cluster, repository and locks. */
    public RealPgBackRest original() {
        return RealPgBackRest.of(repository, postgres);
    }

    /** Makes the archiver use another command from now on. */
    public void archiveBy(String command) {
        postgres.set("archive_command", command);
        postgres.execute("select pg_reload_conf()");
    }

    /** Starts a command line as the server's user; it is ended with the cluster at the latest. */
    public Process background(List<String> line) {
        try {
            Process process = new ProcessBuilder(Unprivileged.command(line))
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return repository.resolveSibling("background.log");
    }

    /** What the last background process has written. */
    public String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for something a running process does, at most a minute. */
    public void await(Process process, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("ended or still waiting: " + output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /**
     * All files and folders of the repository with size, mode and time: equal if nothing was changed. Archived WAL is left
     * out, because the server may add to it at any time.
     */
    public Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(repository)) {
            Path wal = repository.resolve("archive/demo/15-1");
            for (Path path : (Iterable<Path>) all.filter(path -> !path.startsWith(wal))::iterator) {
                content.put(
                        path.toString(),
                        Files.size(path) + " "
                                + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " "
                                + Files.getLastModifiedTime(path));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is new, gone or different since then. */
    public List<String> changesSince(Map<String, String> before) {
        Map<String, String> now = content();
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(before.get(path), now.get(path)))
                .map(path -> path + ": " + before.get(path) + " -> " + now.get(path))
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
        postgres.close();
    }
}
