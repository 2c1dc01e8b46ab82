package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.RestoredFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The original program and ours on one encrypted stanza in turns, whoever began it; and nobody shows a pass phrase. */
class EncryptedInteropIT {
    private static final String PASS = "interop: a pass phrase = with # signs";
    private static final String[] CIPHER = {"repo1-cipher-type=aes-256-cbc", "repo1-cipher-pass=" + PASS};

    private static final class Turns implements AutoCloseable {
        private final EmbeddedPostgres postgres =
                EmbeddedPostgres.create(15, List.of("--data-checksums", "--wal-segsize=1"));
        private final Path repo = postgres.folder("repo");
        private final RealPgBackRest original =
                RealPgBackRest.of(repo, postgres).configured(CIPHER).configured("repo1-retention-full=9");
        private final List<String> seen = new ArrayList<>();
        private final AgentProgram agent;

        Turns(String compressType) {
            agent = AgentProgram.install(
                    postgres.folder("program"),
                    "--" + CIPHER[0],
                    "--" + CIPHER[1],
                    "--repo1-path=" + repo,
                    "--repo1-retention-full=9",
                    "--pg1-path=" + postgres.data(),
                    "--pg1-socket-path=" + postgres.socketFolder(),
                    "--pg1-user=postgres",
                    "--compress-type=" + compressType,
                    "--start-fast",
                    "--process-max=2",
                    "--log-level-console=trace",
                    "--log-level-file=off",
                    "--lock-path=" + repo.resolveSibling("lock"));
            original.configured("compress-type=" + compressType);
        }

        void start(String archiveCommand) {
            postgres.set("archive_mode", "on").set("archive_command", archiveCommand);
            postgres.start();
        }

        String ours(AgentProgram program, String... command) {
            ProcessResult result = program.run(command).orFail();
            seen.add(result.output());
            return result.output();
        }

        void insert(int rows) {
            postgres.execute("insert into item select generate_series(1, " + rows + ")", "checkpoint");
        }

        Repository repository() {
            return new Repository(
                    1, new PosixStorage(repo), Encryption.of(CipherType.AES_256_CBC, PASS), RealPgBackRest.STANZA);
        }

        /** Restores by both and compares; gives what ours says that the table has. */
        String restored() throws IOException {
            postgres.execute("select pg_switch_wal()");
            assertThat(original.run("verify").orFail().output()).doesNotContain("invalid");
            postgres.stop();
            Path theirs = postgres.folder("theirs");
            Path own = postgres.folder("own");
            original.run("restore", "--pg1-path=" + theirs, "--archive-mode=off")
                    .orFail();
            AgentProgram restorer = agent.with("--pg1-path=" + own);
            ours(restorer, "restore", "--archive-mode=off");
            assertThat(withoutControl(own)).isEqualTo(withoutControl(theirs));
            String configuration = Files.readString(own.resolve("postgresql.auto.conf"));
            seen.add(configuration);
            String rows = rows(own);
            assertThat(rows(theirs)).isEqualTo(rows);
            return rows;
        }

        void nothingShowsAPassPhrase() {
            ArchiveInfo archive = repository().archiveInfo();
            assertThat(seen).hasSizeGreaterThan(3);
            assertThat(String.join("\n", seen))
                    .doesNotContain(
                            PASS,
                            archive.cipherPass().orElseThrow(),
                            repository().backupInfo().cipherPass().orElseThrow());
        }

        void everythingIsEncrypted() throws IOException {
            try (Stream<Path> files = Files.walk(repo)) {
                for (Path file : (Iterable<Path>)
                        files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))::iterator) {
                    byte[] content = Files.readAllBytes(file);
                    assertThat(new String(content, 0, 8, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .isEqualTo("Salted__");
                }
            }
        }

        @Override
        public void close() {
            postgres.close();
        }
    }

    @Test
    void theOriginalContinuesWhatWeBegan() throws IOException {
        try (Turns turns = new Turns("bz2")) {
            turns.start(turns.agent.archiveCommand());
            turns.ours(turns.agent, "stanza-create");
            turns.ours(turns.agent, "check");
            turns.postgres.execute("create table item (id int)");
            turns.insert(1000);
            turns.ours(turns.agent, "backup", "--type=full", "--archive-copy");
            turns.everythingIsEncrypted();
            turns.insert(200);
            turns.original.run("backup", "--type=incr").orFail();
            turns.insert(30);
            turns.ours(turns.agent, "backup", "--type=incr");
            assertThat(turns.original.run("info").orFail().output()).contains("status: ok", "cipher: aes-256-cbc");
            assertThat(turns.ours(turns.agent, "info")).contains("status: ok", "cipher: aes-256-cbc");
            turns.insert(4);
            assertThat(turns.restored()).isEqualTo("1234");
            turns.ours(turns.agent, "expire", "--repo1-retention-full=1");
            turns.nothingShowsAPassPhrase();
        }
    }

    @Test
    void weContinueWhatTheOriginalBegan() throws IOException {
        try (Turns turns = new Turns("lz4")) {
            turns.start(turns.original.archiveCommand());
            turns.original.run("stanza-create").orFail();
            turns.postgres.execute("create table item (id int)");
            turns.insert(1000);
            turns.original.run("backup", "--type=full", "--repo1-bundle").orFail();
            turns.insert(200);
            turns.ours(turns.agent, "check");
            turns.ours(turns.agent, "backup", "--type=incr");
            turns.insert(30);
            turns.original.run("backup", "--type=diff").orFail();
            turns.insert(4);
            turns.ours(turns.agent, "stanza-upgrade");
            assertThat(turns.restored()).isEqualTo("1234");
            turns.nothingShowsAPassPhrase();
        }
    }

    private static String rows(Path data) {
        try (EmbeddedPostgres server = EmbeddedPostgres.restored(15, data)) {
            server.start();
            server.awaitPromotion();
            String rows = server.query("select count(*) from item");
            server.stop();
            return rows;
        }
    }

    private static Map<String, String> withoutControl(Path data) throws IOException {
        Map<String, String> checksums = RestoredFolder.checksums(data);
        assertThat(checksums.remove("global/pg_control")).isNotNull();
        return checksums;
    }
}
