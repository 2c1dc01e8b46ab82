package io.sounder.controller.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    @BeforeAll
    void makeTheServer() throws IOException {
        assumeTrue(ScratchNodes.haveServers(), "needs sshd, ssh-keygen and PostgreSQL 15");
        nodes = ScratchNodes.withTheOriginal();
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
        Path archive = only(folder);
        assertThat(archive.getFileName().toString()).matches("backup_meta_\\d{8}\\.tar\\.lz4");
        assertThat(script("pg-baserestore", "-c", archive.toString()).orFail()).contains("is whole (none)");

        Path copy = nodes.path("meta/data/copy");
        assertThat(script("pg-baserestore", archive.toString(), copy.toString()).orFail())
                .contains("all files are as pg_basebackup copied them");
        assertThat(rowsOf(copy)).isEqualTo("1000");
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
        Path archive = only(folder);
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
        inDatabase(ODD, "CREATE TABLE things AS SELECT generate_series(1, 77) AS id");
        inDatabase("shop", "CREATE TABLE things AS SELECT generate_series(1, 33) AS id");
        assertThat(script("pg-dump", "-d", folder.toString(), "-t", "meta", "-j", "1")
                        .orFail())
                .contains("dumped 'shop'", ODD, "3 databases");
        String dump = only(folder).toString();

        nodes.sql("meta", "DROP DATABASE \"" + ODD.replace("\"", "\"\"") + "\"");
        nodes.sql("meta", "DROP ROLE keeper");
        inDatabase("shop", "DELETE FROM things");
        Finished full = script("pg-dump-restore", dump);
        assertThat(full.code()).isEqualTo(5);
        assertThat(full.output()).contains("has something in it").contains("--clean");
        assertThat(nodes.sql("meta", "SELECT count(*) FROM pg_roles WHERE rolname = 'keeper'"))
                .isEqualTo("0");

        script("pg-dump-restore", dump, "-n", ODD).orFail();
        assertThat(inDatabase(
                        ODD,
                        "SELECT count(*), tableowner FROM things, pg_tables WHERE tablename = 'things' GROUP BY 2"))
                .isEqualTo("77|" + ScratchNodes.user());
        assertThat(nodes.sql("meta", "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname LIKE 'it%'"))
                .isEqualTo("keeper");
        script("pg-dump-restore", dump, "-n", "shop", "--as", "shop2", "-G").orFail();
        assertThat(inDatabase("shop2", "SELECT count(*) FROM things")).isEqualTo("33");
        assertThat(script("pg-dump-restore", dump, "-n", "shop", "--clean", "--dry-run")
                        .orFail())
                .contains("would run: pg_restore");
        assertThat(inDatabase("shop", "SELECT count(*) FROM things")).isEqualTo("0");
        script("pg-dump-restore", dump, "-x", ODD, "--clean").orFail();
        assertThat(inDatabase("shop", "SELECT count(*) FROM things")).isEqualTo("33");
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

    private Finished script(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(nodes.path("meta/pg/bin/" + name).toString()));
        command.addAll(List.of(arguments));
        return ScratchNodes.asServer(command);
    }

    private String inDatabase(String database, String sql) {
        return ScratchNodes.asServer(List.of(
                        ScratchNodes.PROGRAMS.resolve("psql").toString(),
                        "-XAtq",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        nodes.path("meta/data/run").toString(),
                        "-d",
                        database,
                        "-c",
                        sql))
                .orFail()
                .strip();
    }

    /** The number of rows that a copy of the server has, started for this question. */
    private String rowsOf(Path data) throws IOException {
        Path run = folder("copy-run");
        String ctl = ScratchNodes.PROGRAMS.resolve("pg_ctl").toString();
        ScratchNodes.asServer(List.of(
                        ctl,
                        "-D",
                        data.toString(),
                        "-w",
                        "-l",
                        run.resolve("log").toString(),
                        "-o",
                        "-c unix_socket_directories=" + run + " -c archive_mode=off",
                        "start"))
                .orFail();
        try {
            return ScratchNodes.asServer(List.of(
                            ScratchNodes.PROGRAMS.resolve("psql").toString(),
                            "-XAtq",
                            "-h",
                            run.toString(),
                            "-d",
                            "postgres",
                            "-c",
                            "SELECT count(*) FROM ledger"))
                    .orFail()
                    .strip();
        } finally {
            ScratchNodes.asServer(List.of(ctl, "-D", data.toString(), "-m", "immediate", "-w", "stop"));
        }
    }

    /** An empty folder that the user of the server may write into. */
    private Path folder(String name) {
        Path folder = nodes.path("meta/data/" + name);
        ScratchNodes.asServer(List.of("sh", "-c", "rm -rf " + folder + " && mkdir -p " + folder))
                .orFail();
        return folder;
    }

    private static Path only(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
