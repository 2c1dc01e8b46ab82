package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.RestoredFolder;
import io.sounder.agent.testing.S3Server;
import io.sounder.agent.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our program and the original with one bucket, over TLS, in turns. */
class S3InteropIT {
    private static EmbeddedPostgres postgres;
    private static TestAuthority authority;
    private static S3Server server;
    private static AgentProgram agent;
    private static RealPgBackRest original;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.create(15, List.of("--data-checksums", "--wal-segsize=1"));
        authority = TestAuthority.create(postgres.folder("tls"));
        server = S3Server.start(authority, "s3.example.org");
        Path place = postgres.folder("place");
        List<String> repository = repository("/some/folder");
        original = RealPgBackRest.of(place, postgres, repository);
        List<String> options = new ArrayList<>(List.of(
                "--pg1-path=" + postgres.data(),
                "--pg1-socket-path=" + postgres.socketFolder(),
                "--pg1-user=postgres",
                "--compress-type=lz4",
                "--start-fast",
                "--process-max=2",
                "--lock-path=" + place.resolveSibling("lock"),
                "--log-level-file=off",
                "--log-level-console=detail"));
        repository.forEach(line -> options.add("--" + line));
        agent = AgentProgram.install(postgres.folder("program"), options.toArray(String[]::new));
        postgres.set("archive_mode", "on").set("archive_command", original.archiveCommand());
        postgres.start();
    }

    private static List<String> repository(String path) {
        return List.of(
                "repo1-type=s3",
                "repo1-path=" + path,
                "repo1-s3-bucket=" + S3Server.BUCKET,
                "repo1-s3-endpoint=s3.example.org",
                "repo1-s3-region=" + S3Server.REGION,
                "repo1-s3-key=" + S3Server.KEY,
                "repo1-s3-key-secret=" + S3Server.SECRET,
                "repo1-storage-host=localhost",
                "repo1-storage-port=" + server.port(),
                "repo1-storage-ca-file=" + authority.certificate(),
                "repo1-retention-full=1",
                "io-timeout=10");
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void bothProgramsShareABucket() throws IOException {
        agent.run("stanza-create").orFail();
        original.run("check").orFail();
        postgres.execute("create table item (id int)", "insert into item select generate_series(1, 100000)");
        agent.run("backup", "--type=full").orFail();
        postgres.execute("insert into item select generate_series(1, 500)");
        original.run("backup", "--type=diff", "--compress-type=lz4").orFail();
        postgres.execute("insert into item select generate_series(1, 250)");
        agent.run("backup", "--type=incr").orFail();
        postgres.set("archive_command", agent.archiveCommand());
        postgres.execute("select pg_reload_conf()");
        agent.run("check").orFail();
        assertThat(json(agent.run("info", "--output=json")))
                .isEqualTo(json(original.run("info", "--output=json")))
                .contains("F_");
        assertThat(original.run("verify").orFail().output()).doesNotContain("invalid", "missing: 1");
        postgres.execute("insert into item select generate_series(1, 125)", "select pg_switch_wal()");
        postgres.stop();

        Path byUs = postgres.folder("by-us");
        Path byOriginal = postgres.folder("by-original");
        AgentProgram restorer = agent.with("--pg1-path=" + byUs);
        restorer.run("restore", "--archive-mode=off").orFail();
        original.run("restore", "--pg1-path=" + byOriginal, "--archive-mode=off")
                .orFail();
        assertThat(withoutControl(byUs)).isEqualTo(withoutControl(byOriginal));
        assertThat(rows(byUs)).isEqualTo("100875");
        assertThat(rows(byOriginal)).isEqualTo("100875");

        deletesWhatItMay();
    }

    private static void deletesWhatItMay() {
        postgres.set("archive_command", original.archiveCommand());
        postgres.start();
        agent.run("backup", "--type=full").orFail();
        ProcessResult info = original.run("info").orFail();
        assertThat(info.output()).contains("full backup").doesNotContain("incr backup", "diff backup");
        postgres.stop();
        agent.run("stop").orFail();
        agent.run("stanza-delete", "--force").orFail();
        assertThat(server.keys()).isEmpty();
    }

    private static String json(ProcessResult result) {
        String text = result.orFail().output();
        // The original of this machine knows no lock of a restore yet.
        return text.substring(text.indexOf('[')).replace(",\"restore\":{\"held\":false}", "");
    }

    private static String rows(Path data) {
        try (EmbeddedPostgres restored = EmbeddedPostgres.restored(15, data)) {
            restored.start();
            restored.awaitPromotion();
            return restored.query("select count(*) from item");
        }
    }

    private static Map<String, String> withoutControl(Path data) throws IOException {
        Map<String, String> checksums = RestoredFolder.checksums(data);
        assertThat(checksums.remove("global/pg_control")).isNotNull();
        return checksums;
    }
}
