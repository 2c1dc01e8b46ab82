package io.sounder.controller.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The node {@code meta} as its scripts see it: calls them, makes folders for them, starts what they copied. */
record ScriptHost(ScratchNodes nodes) {

    Finished script(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(nodes.path("meta/pg/bin/" + name).toString()));
        command.addAll(List.of(arguments));
        return ScratchNodes.asServer(command);
    }

    String inDatabase(String database, String sql) {
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

    /** What a copy of the server answers, started for this question. */
    String answer(Path data, String sql) {
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
                            "-p",
                            Files.readAllLines(data.resolve("postmaster.pid")).get(3),
                            "-d",
                            "postgres",
                            "-c",
                            sql))
                    .orFail()
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ScratchNodes.asServer(List.of(ctl, "-D", data.toString(), "-m", "immediate", "-w", "stop"));
        }
    }

    /** An empty folder that the user of the server may write into. */
    Path folder(String name) {
        Path folder = nodes.path("meta/data/" + name);
        ScratchNodes.asServer(List.of("sh", "-c", "rm -rf " + folder + " && mkdir -p " + folder))
                .orFail();
        return folder;
    }

    static Path only(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
