package io.sounder.agent.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The monitoring program of the field, which calls ours for every fact, judges as when it calls the original. */
class MonitoringIT {
    private static final Path MONITOR = Path.of("/usr/bin/check_pgbackrest");
    private static final Path ORIGINAL = Path.of("/usr/bin/pgbackrest");
    private static final int OK = 0;
    private static final int WARNING = 1;
    private static final int CRITICAL = 2;

    @Test
    void judgesRepositoriesByOurAnswers() {
        Assumptions.assumeTrue(Files.isExecutable(MONITOR), "no check_pgbackrest at " + MONITOR);
        try (ProtectedCluster cluster = ProtectedCluster.start()) {
            assertThat(judge(cluster, CRITICAL, "retention")).contains("repo1: no valid backups");

            cluster.agent().run("backup").orFail();
            int archived = segments(cluster).size();
            cluster.postgres().execute("create table between_backups ()", "select pg_switch_wal()");
            cluster.agent().run("backup", "--type=diff").orFail();
            assertThat(judge(
                            cluster, OK, "retention", "--retention-full=1", "--retention-diff=1", "--retention-age=1h"))
                    .contains("full=1", "diff=1", "incr=0");
            assertThat(judge(cluster, CRITICAL, "retention", "--retention-full=2"))
                    .contains("not enough full backups: 2 required");
            assertThat(judge(cluster, CRITICAL, "retention", "--retention-age=1s"))
                    .contains("backups are too old");

            switchTimeline(cluster);
            assertThat(judge(cluster, OK, "archives", "--latest-archive-age-alert=1h"))
                    .contains("unique WAL archived");

            // A gap before the latest backup is a warning, one behind it is not to be lived with.
            Path aside = cluster.repository().resolveSibling("aside");
            judgeWithout(cluster, segments(cluster).get(archived), aside, WARNING);
            judgeWithout(cluster, segments(cluster).get(segments(cluster).size() - 2), aside, CRITICAL);
            judge(cluster, OK, "archives");
            assertThat(judge(cluster, CRITICAL, "archives", "--latest-archive-age-alert=1s"))
                    .contains("exceeded");

            Path backup = cluster.repository().resolve("backup/demo/latest").toAbsolutePath();
            move(real(backup), aside);
            assertThat(judge(cluster, CRITICAL, "retention")).contains("directory missing in repo1");
        }
    }

    private static void judgeWithout(ProtectedCluster cluster, Path segment, Path aside, int exitCode) {
        move(segment, aside);
        String name = segment.getFileName().toString().substring(0, 24);
        assertThat(judge(cluster, exitCode, "archives"))
                .contains("wrong sequence, 1 missing file(s) (" + name + " / " + name + ")");
        move(aside, segment);
    }

    /** Recovers the cluster onto a second timeline, so that its history file must be read. */
    private static void switchTimeline(ProtectedCluster cluster) {
        cluster.postgres().stop();
        cluster.agent()
                .run("restore", "--delta", "--type=immediate", "--target-action=promote")
                .orFail();
        cluster.postgres().start();
        cluster.postgres().awaitPromotion();
        cluster.agent().run("check").orFail();
        cluster.agent().run("check").orFail();
        assertThat(segments(cluster).getLast().getFileName().toString()).startsWith("00000002");
    }

    /** What the monitor says of our answers, which must be what it says of the original's. */
    private static String judge(ProtectedCluster cluster, int exitCode, String service, String... options) {
        ProcessResult ours = ask(cluster, cluster.agent().script(), service, options);
        ProcessResult theirs = ask(cluster, ORIGINAL, service, options);
        assertThat(ours.exitCode()).as(ours.output()).isEqualTo(exitCode);
        assertThat(withoutAges(ours.output())).isEqualTo(withoutAges(theirs.output()));
        return ours.output();
    }

    private static ProcessResult ask(ProtectedCluster cluster, Path program, String service, String... options) {
        List<String> line = new ArrayList<>(List.of(
                MONITOR.toString(),
                "--service=" + service,
                "--stanza=demo",
                "--command=" + program,
                "--config=" + cluster.agent().configuration()));
        line.addAll(List.of(options));
        return ProcessResult.of(Unprivileged.command(line));
    }

    /** Perl also warns, of the original as of ours, that a version with three numbers is not a number. */
    private static String withoutAges(String text) {
        return text.replaceAll("(since |age=|age \\()[0-9dhms ]+", "$1")
                .replaceAll("(?s)Argument \"[^\"]*\" isn't numeric[^\n]*\n", "");
    }

    private static List<Path> segments(ProtectedCluster cluster) {
        try (Stream<Path> all = Files.walk(cluster.repository().resolve("archive/demo/15-1"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9A-F]{24}-.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
