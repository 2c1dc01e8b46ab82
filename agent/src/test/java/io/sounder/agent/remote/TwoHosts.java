package io.sounder.agent.remote;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.Scratch;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster and a repository that know nothing of each other but a connection: different users (when the tests run as
 * root), configuration files and lock folders. The repository belongs to the test's user, the cluster to the server's.
 */
final class TwoHosts implements AutoCloseable {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.create(15);
    private final Path root;
    private final AgentProgram plain;

    TwoHosts() {
        try {
            root = Files.createTempDirectory(Scratch.parent(), "sounder-hosts");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(repository());
            Files.setPosixFilePermissions(repository(), PosixFilePermissions.fromString("rwx------"));
            plain = AgentProgram.install(root.resolve("program"), "--log-level-file=off", "--io-timeout=30");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    Path root() {
        return root;
    }

    Path repository() {
        return root.resolve("repo");
    }

    Path repositoryLocks() {
        return root.resolve("lock-repository");
    }

    /** The program as the host of the repository has it, with more options. */
    AgentProgram ofRepository(String... more) {
        return with(
                List.of(
                        "--repo1-path=" + repository(),
                        "--repo1-retention-full=1",
                        "--compress-type=lz4",
                        "--start-fast",
                        "--lock-path=" + repositoryLocks()),
                more);
    }

    /** The program as the host of the cluster has it. */
    AgentProgram ofCluster(String... more) {
        return with(
                List.of(
                        "--pg1-path=" + postgres.data(),
                        "--pg1-socket-path=" + postgres.socketFolder(),
                        "--pg1-user=postgres",
                        "--compress-type=lz4",
                        "--start-fast",
                        "--process-max=2",
                        "--lock-path=" + postgres.folder("lock")),
                more);
    }

    private AgentProgram with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return plain.with(all.toArray(String[]::new));
    }

    /** Starts the server, which archives with this program. */
    void start(AgentProgram archiver) {
        postgres.set("archive_mode", "on").set("archive_command", archiver.archiveCommand());
        postgres.start();
    }

    /** A folder of the server's user that does not exist yet, to restore into. */
    Path target(String name) {
        Path target = postgres.folder(name);
        Unprivileged.own(target);
        return target;
    }

    /** Whether a file is there in any backup of the repository. */
    boolean stored(String name) {
        try (DirectoryStream<Path> backups =
                Files.newDirectoryStream(repository().resolve("backup/demo"))) {
            for (Path backup : backups) {
                if (Files.exists(backup.resolve(name))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        postgres.close();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.sorted(java.util.Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
