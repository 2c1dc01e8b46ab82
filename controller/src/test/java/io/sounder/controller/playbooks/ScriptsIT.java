package io.sounder.controller.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts of a node do beside the repository: archives of a whole server, and dumps. On a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsIT {
    private static final String ODD = "it's an \"odd\" näme/1";

    private ScratchNodes nodes;
    private ScriptHost host;

    @BeforeAll
    void makeTheServer() throws IOException {
        assumeTrue(ScratchNodes.haveServers(), "needs sshd, ssh-keygen and PostgreSQL 15");
        nodes = ScratchNodes.withTheOriginal();
        host = new ScriptHost(nodes);
        nodes.play("pgsql.yml", "-l", "pg-meta", "-t", "pg_install,pg_bootstrap")
                .succeeded();
        nodes.sql("meta", "CREATE TABLE ledger AS SELECT generate_series(1, 1000) AS id");
    }

    @AfterAll
    void remove() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void pleasesShellcheck() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")), "shellcheck is not installed");
        List<String> command = new ArrayList<>(List.of("shellcheck", "-s", "sh"));
        try (Stream<Path> scripts = Files.list(nodes.path("meta/pg/bin"))) {
            scripts.map(Path::toString).sorted().forEach(command::add);
        }
        assertThat(command).hasSizeGreaterThan(8);
        Finished.running(command).orFail();
    }

    @Test
    void copiesAServerIntoAnArchiveAndBack() throws IOException {
        Path folder = folder("archives");
        assertThat(script("pg-basebackup", "-d", folder.toString(), "--tag=meta")
                        .orFail())
                .contains("begin '" + folder + "/backup_meta_", "done '" + folder);
        Path archive = ScriptHost.only(folder);
        assertThat(archive.getFileName().toString()).matches("backup_meta_\\d{8}\\.tar\\.lz4");
        assertThat(script("pg-baserestore", "-c", archive.toString()).orFail()).contains("is whole (none)");

        Path copy = nodes.path("meta/data/copy");
        assertThat(script("pg-baserestore", archive.toString(), copy.toString()).orFail())
                .contains("all files are as pg_basebackup copied them");
        assertThat(host.answer(copy, "SELECT count(*) FROM ledger")).isEqualTo("1000");
        assertThat(script("pg-baserestore", archive.toString(), copy.toString()).code())
                .isEqualTo(2);
    }

    @Test
    void encryptsAnArchive() throws IOException {
        Path folder = folder("encrypted");
        Path key = folder("keys").resolve("key");
        Files.writeString(key, "open, sesame\n");
        script("pg-basebackup", "-d", folder.toString(), "-f", "copy.tar.lz4", "-e", "-k", "@" + key)
                .orFail();
        Path archive = ScriptHost.only(folder);
        assertThat(archive).hasFileName("copy.tar.lz4.aes");
        assertThat(Files.readAllBytes(archive)).startsWith("Salted__".getBytes(StandardCharsets.US_ASCII));
        assertThat(script("pg-baserestore", "-c", archive.toString(), "--key=open, sesame")
                        .orFail())
                .contains("is whole (aes)");
        Finished wrong = script("pg-baserestore", "-c", archive.toString(), "-k", "open sesame");
        assertThat(wrong.code()).isEqualTo(9);
        assertThat(wrong.output()).contains("is the key right?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "md5"})
    void readsArchivesOfBefore(String digest) throws IOException {
        Path folder = folder("before-" + digest);
        Path archive = folder.resolve("backup_pg-old_20200101.tar.lz4");
        Path data = folder.resolve("data");
        ScratchNodes.asServer(List.of(
                        "sh",
                        "-c",
                        "mkdir " + data + " && echo 12 >" + data + "/PG_VERSION && tar -c -C " + data
                                + " . | lz4 -q -z | openssl enc -rc4 -md " + digest
                                + " -k pg-old -provider legacy -provider default >" + archive))
                .orFail();
        Path target = folder.resolve("restored");
        script("pg-baserestore", archive.toString(), target.toString()).orFail();
        assertThat(target.resolve("PG_VERSION")).hasContent("12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-z | 1 | unknown option '-z'",
                "--encrypt=yes | 1 | takes no value",
                "-d | 1 | needs a value",
                "-d /nosuch | 2 | no folder '/nosuch'",
                "-d /proc | 2 | may not write into '/proc'",
                "-r soon | 3 | 'soon' is not a number of minutes",
                "-t ../x | 1 | is no name for an archive",
                "-o replica | 0 | nothing to do: this node is 'primary'",
                "-u | 6 | needs a program",
                "-s postgres://127.0.0.1:1/ | 9 | pg_basebackup did not copy"
            })
    void refusesWhatItCannotDo(String options, int code, String reason) throws IOException {
        Path folder = folder("refused");
        List<String> words = new ArrayList<>(List.of("-d", folder.toString()));
        words.addAll(List.of(options.split(" ")));
        Finished finished = script("pg-basebackup", words.toArray(String[]::new));
        assertThat(finished.output()).contains(reason);
        assertThat(finished.code()).isEqualTo(code);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg-basebackup", "pg-dump"})
    void doesNotRunTwiceAtATime(String name) throws IOException {
        Path folder = folder("locked");
        String script = nodes.path("meta/pg/bin/" + name).toString();
        Finished second = ScratchNodes.asServer(List.of(
                "flock", nodes.path("meta/pg/tmp/" + name + ".lock").toString(), script, "-d", folder.toString()));
        assertThat(second.code()).isEqualTo(8);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void removesOldArchivesOnly() throws IOException {
        Path folder = folder("old");
        ScratchNodes.asServer(List.of(
                        "sh",
                        "-c",
                        "cd " + folder + " && touch -d '2 days ago' backup_a_1.tar.lz4 backup_a_2.tar.lz4.aes other.lz4"
                                + " && touch backup_a_3.tar.lz4 && mkdir backup_d.lz4"))
                .orFail();
        assertThat(script("pg-basebackup", "-d", folder.toString(), "-f", "new", "-r", "60")
                        .orFail())
                .contains("removed '" + folder + "/backup_a_1.tar.lz4'");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("new", "other.lz4", "backup_a_3.tar.lz4", "backup_d.lz4");
    }

    @Test
    void dumpsDatabasesAndLoadsThem() throws IOException {
        Path folder = folder("dumps");
        nodes.sql("meta", "CREATE ROLE keeper LOGIN PASSWORD 'secret'");
        nodes.sql("meta", "CREATE DATABASE \"" + ODD.replace("\"", "\"\"") + "\" OWNER keeper");
        nodes.sql("meta", "CREATE DATABASE shop");
        host.inDatabase(ODD, "CREATE TABLE things AS SELECT generate_series(1, 77) AS id");
        host.inDatabase("shop", "CREATE TABLE things AS SELECT generate_series(1, 33) AS id");
        assertThat(script("pg-dump", "-d", folder.toString(), "-t", "meta", "-j", "1")
                        .orFail())
                .contains("dumped 'shop'", ODD, "3 databases");
        String dump = ScriptHost.only(folder).toString();

        nodes.sql("meta", "DROP DATABASE \"" + ODD.replace("\"", "\"\"") + "\"");
        nodes.sql("meta", "DROP ROLE keeper");
        host.inDatabase("shop", "DELETE FROM things");
        Finished full = script("pg-dump-restore", dump);
        assertThat(full.code()).isEqualTo(5);
        assertThat(full.output()).contains("has something in it").contains("--clean");
        assertThat(nodes.sql("meta", "SELECT count(*) FROM pg_roles WHERE rolname = 'keeper'"))
                .isEqualTo("0");

        script("pg-dump-restore", dump, "-n", ODD).orFail();
        assertThat(host.inDatabase(
                        ODD,
                        "SELECT count(*), tableowner FROM things, pg_tables WHERE tablename = 'things' GROUP BY 2"))
                .isEqualTo("77|" + ScratchNodes.user());
        assertThat(nodes.sql("meta", "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname LIKE 'it%'"))
                .isEqualTo("keeper");
        script("pg-dump-restore", dump, "-n", "shop", "--as", "shop2", "-G").orFail();
        assertThat(host.inDatabase("shop2", "SELECT count(*) FROM things")).isEqualTo("33");
        assertThat(script("pg-dump-restore", dump, "-n", "shop", "--clean", "--dry-run")
                        .orFail())
                .contains("would run: pg_restore");
        assertThat(host.inDatabase("shop", "SELECT count(*) FROM things")).isEqualTo("0");
        script("pg-dump-restore", dump, "-x", ODD, "--clean").orFail();
        assertThat(host.inDatabase("shop", "SELECT count(*) FROM things")).isEqualTo("33");
        assertThat(nodes.sql("meta", "SELECT count(*) FROM ledger")).isEqualTo("1000");

        Files.writeString(Path.of(dump, "globals.sql"), "-- \n");
        Finished damaged = script("pg-dump-restore", dump, "-n", "shop", "--clean");
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.output()).contains("is damaged: nothing was changed");
    }

    @Test
    void keepsSoManyDumps() throws IOException {
        Path folder = folder("rotated");
        ScratchNodes.asServer(List.of(
                        "sh",
                        "-c",
                        "cd " + folder + " && mkdir dump_meta_20200101-000000 dump_meta_20200102-000000"
                                + " dump_meta_20200103-000000.part dump_other_20200101-000000"))
                .orFail();
        script("pg-dump", "-d", folder.toString(), "-t", "meta", "-n", "postgres", "-k", "2")
                .orFail();
        assertThat(folder.toFile().list())
                .hasSize(3)
                .contains("dump_meta_20200102-000000", "dump_other_20200101-000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-z | 1 | unknown option '-z'",
                "-j 0 | 1 | '0' is not a number above 0",
                "-n nosuch | 3 | there is no database 'nosuch'",
                "-s postgres:///template1 | 1 | leave the database out of the URL",
                "-s postgres://127.0.0.1:1/ | 9 | the server does not answer"
            })
    void refusesADump(String options, int code, String reason) throws IOException {
        Path folder = folder("no-dump");
        List<String> words = new ArrayList<>(List.of("-d", folder.toString()));
        words.addAll(List.of(options.split(" ")));
        Finished finished = script("pg-dump", words.toArray(String[]::new));
        assertThat(finished.output()).contains(reason);
        assertThat(finished.code()).isEqualTo(code);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void forksARunningServerWithItsLabel() throws IOException {
        Path fork = nodes.path("meta/pg/data3");
        nodes.sql("meta", "CREATE TABLE writes(id bigserial)");
        Path space = folder("space");
        nodes.sql("meta", "CREATE TABLESPACE far LOCATION '" + space + "'");
        nodes.sql("meta", "CREATE TABLE distant TABLESPACE far AS SELECT generate_series(1, 55) AS id");
        Thread writer = Thread.ofPlatform()
                .start(
                        () -> nodes.sql(
                                "meta",
                                "DO $$ BEGIN WHILE to_regclass('stop') IS NULL LOOP INSERT INTO writes DEFAULT VALUES; COMMIT; END LOOP; END $$"));
        try {
            assertThat(script("pg-fork", "3", "--dry-run").orFail()).contains("port 35432");
            assertThat(fork).doesNotExist();
            script("pg-fork", "3", "--yes").orFail();
        } finally {
            nodes.sql("meta", "CREATE TABLE stop()");
            join(writer);
        }
        assertThat(fork.resolve("backup_label"))
                .content()
                .contains("START WAL LOCATION")
                .contains("pgfork_3_");
        assertThat(fork.resolve("postgresql.auto.conf")).content().contains("port = 35432\narchive_mode = off\n");
        assertThat(nodes.sql("meta", "SELECT count(*) FROM pg_replication_slots"))
                .isEqualTo("0");
        nodes.sql("meta", "DROP TABLE distant");
        nodes.sql("meta", "DROP TABLESPACE far");

        assertThat(host.answer(
                        fork,
                        "SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM distant),"
                                + " (SELECT count(*) = max(id) AND count(*) > 0 FROM writes), current_setting('port')"))
                .isEqualTo("1000|55|t|35432");
        assertThat(fork.resolve("backup_label")).doesNotExist();

        Finished cold = script("pg-fork", "4", "-s", "-y", "-d", fork.toString(), "-p", "35432");
        assertThat(cold.orFail()).contains("stopped");
        assertThat(host.answer(nodes.path("meta/pg/data4"), "SELECT count(*) FROM ledger"))
                .isEqualTo("1000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | unknown option '0'",
                "5 -d /nosuch | 2 | no data of a server",
                "5 -s | 2 | is whole only without --skip",
                "5 -p 5999 | 2 | does not answer on port 5999",
                "5 -P 5432 | 1 | needs another port",
                "5 -D HERE | 2 | the same",
                "5 -D HERE/base/x | 2 | the same",
                "5 | 3 | say --yes"
            })
    void refusesAFork(String options, int code, String reason) {
        Finished finished = script(
                "pg-fork",
                options.replace("HERE", nodes.path("meta/pg/data").toString()).split(" "));
        assertThat(finished.output()).contains(reason);
        assertThat(finished.code()).isEqualTo(code);
        assertThat(nodes.path("meta/pg/data5")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-d | --delta --force restore",
                "-i -S 20261122-010000F -P | --set=20261122-010000F --type=immediate --target-action=promote restore",
                "-t;2026-11-22 10:00:00+00 | --type=time '--target=2026-11-22 10:00:00+00' restore",
                "--lsn=0/4001c80 -X -T 2 -v | --type=lsn --target=0/4001C80 --target-exclusive --target-timeline=2"
                        + " --log-level-console=info restore",
                "-x 5 -D /x/y -- --repo=2 | --pg1-path=/x/y --type=xid --target=5 --repo=2 restore"
            })
    void namesTheRestore(String options, String command) {
        assertThat(pitr(options).orFail())
                .contains("--stanza=demo --delta --force")
                .contains(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-d -i | one target, not default and immediate",
                "-t yesterday | is no time like",
                "-l 4001C80 | is no LSN like",
                "-x 4294967296 | is no transaction between",
                "-n x -X | --exclusive goes with",
                "-i -S latest1 | is no label",
                "-i -T -1 | is no timeline",
                "-i -D data | is not an absolute path",
                "-n | needs a value",
                "-i --frob=1 | unknown option '--frob'",
                "-v | say which target"
            })
    void refusesAWrongRestore(String options, String reason) {
        Finished finished = pitr(options);
        assertThat(finished.output()).contains(reason);
        assertThat(finished.code()).isEqualTo(1);
    }

    @Test
    void restoresNothingUnderARunningServer() {
        Finished finished = script("pg-pitr", "-i", "-s", "demo");
        assertThat(finished.code()).isEqualTo(1);
        assertThat(finished.output()).contains("runs on").contains("stop it first");
    }

    private Finished pitr(String options) {
        List<String> words = new ArrayList<>(List.of("-c", "-s", "demo"));
        words.addAll(List.of(options.split(options.contains(";") ? ";" : " ")));
        return script("pg-pitr", words.toArray(String[]::new));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Finished script(String name, String... arguments) {
        return host.script(name, arguments);
    }

    private Path folder(String name) {
        return host.folder(name);
    }
}
