package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.ResidentAgent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery to each kind of target gives exactly the rows that were there, on every supported server. */
class PitrIT {
    private static final String ROWS = "select string_agg(name, ' ' order by name) from step";

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void recoversToEachTarget(int major) {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.create(major, List.of("-k", "--wal-segsize=1"));
                ResidentAgent resident = ResidentAgent.start(postgres.folder("resident"))) {
            AgentProgram agent = protect(postgres);
            postgres.execute("create table step (name text)", "insert into step values ('1-before')");
            agent.run("backup", "--type=full").orFail();
            Marks marks = Marks.make(postgres);
            postgres.stop();

            Recovery recovery = new Recovery(postgres, agent, resident);
            recovery.expect("1-before 2-kept 3-target 4-after", "--type=default");
            recovery.expect("1-before", "--type=immediate");
            recovery.expect("1-before 2-kept 3-target", "--type=name", "--target=here");
            recovery.expect("1-before 2-kept 3-target", "--type=time", "--target=" + marks.time);
            recovery.expect("1-before 2-kept 3-target", "--type=lsn", "--target=" + marks.lsn);
            recovery.expect("1-before 2-kept 3-target", "--type=xid", "--target=" + marks.xid);
            recovery.expect("1-before 2-kept", "--type=xid", "--target=" + marks.xid, "--target-exclusive");
        }
    }

    private static AgentProgram protect(EmbeddedPostgres postgres) {
        Path repo = postgres.folder("repo");
        AgentProgram agent = AgentProgram.install(
                postgres.folder("program"),
                "--repo1-path=" + repo,
                "--repo1-retention-full=2",
                "--pg1-path=" + postgres.data(),
                "--pg1-socket-path=" + postgres.socketFolder(),
                "--pg1-user=postgres",
                "--compress-type=lz4",
                "--start-fast",
                "--lock-path=" + repo.resolveSibling("lock"),
                "--log-level-file=off");
        postgres.set("archive_mode", "on").set("archive_command", agent.archiveCommand());
        postgres.start();
        agent.run("stanza-create").orFail();
        return agent;
    }

    /** The points of interest: after the row {@code 3-target}, before the row {@code 4-after}. */
    private record Marks(String xid, String lsn, String time) {
        static Marks make(EmbeddedPostgres postgres) {
            postgres.execute("insert into step values ('2-kept')");
            String xid = postgres.query("insert into step values ('3-target') returning xmin");
            String lsn = postgres.query("select pg_current_wal_insert_lsn()");
            postgres.execute("select pg_create_restore_point('here')", "select pg_sleep(0.1)");
            // A set fits a time only from the second after its own end on, as with the original.
            postgres.query("select pg_sleep(1.1)");
            String time = postgres.query("select clock_timestamp()::timestamptz(3)");
            postgres.execute("select pg_sleep(0.1)", "insert into step values ('4-after')", "select pg_switch_wal()");
            return new Marks(xid, lsn, time);
        }
    }

    /**
     * Restores into one folder again and again, which also exercises delta. Recovery to the end of the archive fetches WAL
     * by processes, the other ones do within the test.
     */
    private record Recovery(EmbeddedPostgres postgres, AgentProgram agent, ResidentAgent resident) {
        void expect(String rows, String... options) {
            Path data = postgres.folder("recovered");
            List<String> command = new ArrayList<>(List.of("restore", "--archive-mode=off", "--delta"));
            if (!options[0].equals("--type=default")) {
                command.addAll(List.of("--target-action=promote", resident.option()));
            }
            command.addAll(List.of(options));
            ProcessResult restored = agent.with("--pg1-path=" + data).run(command.toArray(String[]::new));
            restored.orFail();
            try (EmbeddedPostgres server = EmbeddedPostgres.restored(postgres.major(), data)) {
                server.start();
                server.awaitPromotion();
                assertThat(server.query(ROWS)).as(String.join(" ", options)).isEqualTo(rows);
                server.stop();
            }
        }
    }
}
