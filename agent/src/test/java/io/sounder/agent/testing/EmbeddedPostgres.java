package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real PostgreSQL cluster of a chosen major version in a folder of its own, reachable through a Unix socket only, as
 * database user {@code postgres} without password. {@link #close} stops it and deletes everything. Not thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration LAST_ARCHIVING = Duration.ofSeconds(20);
    /** The port in the name of the socket file; sockets lie in a folder of the cluster, so clusters never collide. */
    public static final int PORT = 5432;

    private final int major;
    private final Path root;
    private final Path data;
    private final Path bin;

    private EmbeddedPostgres(int major, Path root, Path data) {
        this.major = major;
        this.root = root;
        this.data = data;
        this.bin = PostgresBinaries.of(major).resolve("bin");
    }

    /** Makes a cluster with page checksums that is not started yet. */
    public static EmbeddedPostgres create(int major) {
        return create(major, List.of("--data-checksums"));
    }

    /** Makes a cluster with options for {@code initdb}. */
    public static EmbeddedPostgres create(int major, List<String> initOptions) {
        PostgresBinaries.of(major);
        Path root = newRoot();
        EmbeddedPostgres postgres = new EmbeddedPostgres(major, root, root.resolve("data"));
        List<String> command = new ArrayList<>(
                List.of(postgres.program("initdb"), "-D", postgres.data.toString(), "-U", "postgres", "-A", "trust"));
        command.addAll(List.of("-E", "UTF8", "--no-locale", "--no-sync"));
        command.addAll(initOptions);
        ProcessResult.of(Unprivileged.command(command)).orFail();
        postgres.defaults();
        return postgres;
    }

    /** A restored data folder that was not initialised here, with a new folder for sockets and logs. */
    public static EmbeddedPostgres restored(int major, Path data) {
        Unprivileged.own(data);
        EmbeddedPostgres postgres = new EmbeddedPostgres(major, newRoot(), data);
        postgres.defaults();
        return postgres;
    }

    private static Path newRoot() {
        try {
            Path root = Files.createTempDirectory(Scratch.parent(), "sounder-pg");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(root.resolve("socket"));
            Unprivileged.own(root);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void defaults() {
        set("unix_socket_directories", root.resolve("socket").toString());
        set("listen_addresses", "");
        set("fsync", "off");
        set("max_wal_senders", "3");
        set("shared_buffers", "32MB");
        set("autovacuum", "off");
        set("wal_retrieve_retry_interval", "100ms");
    }

    /** Appends a setting to {@code postgresql.conf}; it counts from the next start or reload. */
    public EmbeddedPostgres set(String name, String value) {
        try {
            String line = "%n%s = '%s'%n".formatted(name, value.replace("'", "''"));
            Files.writeString(data.resolve("postgresql.conf"), line, StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server and waits until it accepts connections, in recovery only when it is a hot standby. */
    public EmbeddedPostgres start() {
        ProcessResult started = control("start", "-l", log().toString());
        if (started.exitCode() != 0) {
            throw new AssertionError(started.output() + logged());
        }
        return this;
    }

    /** What the server has written to its log. */
    public String logged() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, with a checkpoint. */
    public void stop() {
        control("stop", "-m", "fast").orFail();
    }

    /** Stops the server as if it had crashed. */
    public void crash() {
        control("stop", "-m", "immediate").orFail();
    }

    public boolean running() {
        return control("status").exitCode() == 0;
    }

    private ProcessResult control(String action, String... options) {
        List<String> command = new ArrayList<>(List.of(program("pg_ctl"), action, "-D", data.toString(), "-w"));
        command.addAll(List.of("-t", "60"));
        command.addAll(List.of(options));
        return ProcessResult.of(Unprivileged.command(command));
    }

    private String program(String name) {
        return bin.resolve(name).toString();
    }

    /** A new connection to a database. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("socketFactory", "io.sounder.agent.postgres.UnixSocketFactory");
        properties.setProperty(
                "socketFactoryArg", socketFolder().resolve(".s.PGSQL." + PORT).toString());
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://localhost/" + database, properties);
    }

    /** Runs statements in the database {@code postgres}, each in its own transaction. */
    public void execute(String... statements) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The first column of the first row, as text. */
    public String query(String sql) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** A new empty folder beside the data folder that the server's user owns; deleted with the cluster. */
    public Path folder(String name) {
        try {
            Path folder = Files.createDirectories(root.resolve(name));
            Unprivileged.own(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a recovery is over and the server takes writes, at most a minute. */
    public void awaitPromotion() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while ("t".equals(query("select pg_is_in_recovery()"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still in recovery after a minute, see " + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    public int major() {
        return major;
    }

    public Path data() {
        return data;
    }

    public Path socketFolder() {
        return root.resolve("socket");
    }

    /** The server's log file. */
    public Path log() {
        return root.resolve("server.log");
    }

    @Override
    public void close() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            control("stop", "-m", "immediate");
        }
        Instant end = Instant.now().plus(LAST_ARCHIVING);
        while (!deleted(Instant.now().isAfter(end))) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** An archive command may still be running for a moment: then not everything can be deleted at once. */
    private boolean deleted(boolean required) {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            if (required) {
                throw new IllegalStateException(e);
            }
            return false;
        }
    }
}
