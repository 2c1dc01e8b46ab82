package io.sounder.agent.interop;

import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A small cluster with a tablespace, a linked folder and a linked file, copied three times while its server is stopped: for
 * a full, a diff and an incr backup. In between tables grow, shrink, change in a few pages, come and go.
 */
final class ClusterHistory implements AutoCloseable {
    private static final String[][] CHAPTERS = {
        {
            // Three databases would be three times the same files.
            "update pg_database set datistemplate = false",
            "drop database template0",
            "drop database template1",
            "create table grown as select n, md5(n::text) as t, repeat('x', 60) as pad from generate_series(1, 40000) n",
            "create index on grown (t)",
            "create table far tablespace space as select n, md5(n::text) as t from generate_series(1, 20000) n",
            "create table gone as select generate_series(1, 5000) n",
            "create table emptied as select generate_series(1, 5000) n",
            "create table kept as select generate_series(1, 100) n",
            "create table empty (n int)"
        },
        {
            "update grown set pad = 'changed' where n % 5003 = 0",
            "insert into far select n, 'more' from generate_series(1, 3000) n",
            "drop table gone",
            "truncate emptied",
            "create table later as select generate_series(1, 3000) n",
            "insert into empty values (1)"
        },
        {
            "insert into grown select n, 'more', 'more' from generate_series(1, 5000) n",
            "delete from far where n > 10000",
            "vacuum far",
            "insert into emptied select generate_series(1, 10) n",
            "update later set n = 0 where n = 7",
            "create table last tablespace space as select 1 as n"
        }
    };

    private final EmbeddedPostgres postgres;
    private final Path wal;
    private final List<ClusterState> states = new ArrayList<>();

    private ClusterHistory(int server) {
        postgres = EmbeddedPostgres.create(server, List.of("--data-checksums", "--wal-segsize=1"));
        wal = postgres.folder("wal");
    }

    /** Makes a cluster and its copies. */
    static ClusterHistory of(int server) {
        ClusterHistory history = new ClusterHistory(server);
        try {
            history.write();
            return history;
        } catch (IOException e) {
            history.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            history.close();
            throw e;
        }
    }

    private void write() throws IOException {
        Path space = postgres.folder("space");
        Path linked = postgres.folder(ClusterState.LINKED_FOLDER);
        Files.writeString(linked.resolve("note"), "a file in a linked folder\n");
        Path linkedFile = postgres.folder("conf").resolve(ClusterState.LINKED_FILE);
        Files.move(postgres.data().resolve(ClusterState.LINKED_FILE), linkedFile);
        link(postgres.data().resolve(ClusterState.LINKED_FILE), linkedFile);
        link(postgres.data().resolve(ClusterState.LINKED_FOLDER), linked);
        Unprivileged.own(linked);
        postgres.set("archive_mode", "on").set("archive_command", "cp %p " + wal + "/%f");
        postgres.start();
        postgres.execute("create tablespace space location '" + space + "'");
        for (String[] chapter : CHAPTERS) {
            if (!postgres.running()) {
                postgres.start();
            }
            postgres.execute(chapter);
            Map<String, String> answers = ClusterState.ask(postgres);
            postgres.execute("select pg_switch_wal()");
            postgres.stop();
            Files.writeString(linked.resolve("note"), "after chapter " + states.size() + "\n");
            states.add(copy(answers));
            // Times of files are compared by the second.
            LockSupport.parkNanos(Duration.ofMillis(1100).toNanos());
        }
    }

    private ClusterState copy(Map<String, String> answers) throws IOException {
        Path folder = postgres.folder("state" + states.size());
        for (String part : List.of("data", "space", "conf", ClusterState.LINKED_FOLDER)) {
            ProcessResult.of(List.of(
                            "cp",
                            "-a",
                            postgres.data().resolveSibling(part).toString(),
                            folder.resolve(part).toString()))
                    .orFail();
        }
        Path data = folder.resolve("data");
        link(data.resolve(ClusterState.LINKED_FOLDER), folder.resolve(ClusterState.LINKED_FOLDER));
        link(data.resolve(ClusterState.LINKED_FILE), folder.resolve("conf").resolve(ClusterState.LINKED_FILE));
        try (Stream<Path> spaces = Files.list(data.resolve("pg_tblspc"))) {
            for (Path space : spaces.toList()) {
                link(space, folder.resolve("space"));
            }
        }
        return new ClusterState(postgres.major(), data, Tree.of(data), answers);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
        Unprivileged.own(link);
    }

    /** The three moments, oldest first. */
    List<ClusterState> states() {
        return states;
    }

    /** The first two segments of WAL that the server wrote. */
    List<Path> wal() {
        try (Stream<Path> segments = Files.list(wal)) {
            return segments.filter(path -> path.getFileName().toString().length() == 24)
                    .sorted()
                    .limit(2)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for repositories and restores. */
    Path folder(String name) {
        return postgres.folder(name);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
