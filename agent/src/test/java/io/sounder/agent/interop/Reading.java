package io.sounder.agent.interop;

import io.sounder.agent.format.JsonText;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A release reads a repository of another one: what it reports, its WAL, and every backup. */
final class Reading {
    private final StoredChain chain;
    private final Release reader;
    private final List<String> findings = new ArrayList<>();

    Reading(StoredChain chain, Release reader) {
        this.chain = chain;
        this.reader = reader;
    }

    /**
     * Everything that is not as it should be.
     *
     * @param started the index of the restored backup on which a server is started
     */
    List<String> findings(int started) {
        Release writer = chain.kind().writer();
        List<String> labels = labels(info(writer));
        expectSame("info", info(writer), info(reader));
        expectSame("verify", verify(writer), verify(reader));
        chain.history().wal().forEach(this::get);
        for (int index = 0; index < labels.size(); index++) {
            restore(labels.get(index), chain.states().get(index), index == started);
        }
        return findings;
    }

    /** The error of a restore of the newest backup; empty when it is restored as it was. */
    Optional<String> failure() {
        List<String> labels = labels(info(chain.kind().writer()));
        restore(labels.getLast(), chain.states().get(labels.size() - 1), false);
        return findings.stream().findFirst().map(words -> words.replace(labels.getLast(), "the incr backup"));
    }

    private void expectSame(String command, String writers, String readers) {
        if (!writers.equals(readers)) {
            findings.add("%s differs: the writer's%n%s%nthe reader's%n%s".formatted(command, writers, readers));
        }
    }

    private String info(Release release) {
        // Releases before the last ones do not look for a running restore.
        return chain.run(release, "info", "--output=json")
                .orFail()
                .output()
                .strip()
                .replace(",\"restore\":{\"held\":false}", "");
    }

    private static List<String> labels(String info) {
        return JsonText.parse(info).items().getFirst().asObject().required("backup").items().stream()
                .map(backup -> backup.asObject().required("label").text())
                .toList();
    }

    private String verify(Release release) {
        ProcessResult result = chain.run(release, "verify", "--output=text", "--verbose");
        // Ours adds the points that each backup can be recovered to.
        return "exit code " + result.exitCode() + "\n"
                + String.join(
                        "\n",
                        result.output()
                                .lines()
                                .filter(line -> !line.contains("recovery on timeline"))
                                .toList());
    }

    private void get(Path segment) {
        Path got = chain.folder("segment");
        ProcessResult result =
                chain.run(reader, "archive-get", segment.getFileName().toString(), got.toString());
        try {
            if (result.exitCode() != 0) {
                findings.add("archive-get: " + StoredChain.lastError(result));
            } else if (Files.mismatch(segment, got) != -1) {
                findings.add("archive-get: other bytes than were archived");
            }
            Files.deleteIfExists(got);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restore(String label, ClusterState state, boolean start) {
        Path place = chain.folder("restored-" + label);
        try {
            Files.createDirectories(place.resolve("data"));
            ProcessResult result = chain.run(
                    reader,
                    "restore",
                    "--set=" + label,
                    "--type=none",
                    "--job-retry=0",
                    "--pg1-path=" + place.resolve("data"),
                    "--tablespace-map-all=" + place.resolve("spaces"),
                    "--link-map=" + ClusterState.LINKED_FOLDER + "=" + place.resolve(ClusterState.LINKED_FOLDER),
                    "--link-map=" + ClusterState.LINKED_FILE + "="
                            + place.resolve("conf").resolve(ClusterState.LINKED_FILE));
            if (result.exitCode() != 0) {
                findings.add("restore of " + label + ": " + StoredChain.lastError(result));
                return;
            }
            state.tree().differences(Tree.of(place.resolve("data"))).forEach(line -> findings.add(label + ": " + line));
            if (start) {
                Unprivileged.own(place);
                ask(place.resolve("data"), state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            StoredChain.delete(place);
        }
    }

    private void ask(Path data, ClusterState state) {
        try (EmbeddedPostgres server = EmbeddedPostgres.restored(state.server(), data)) {
            server.set("archive_mode", "off").start();
            Map<String, String> answers = ClusterState.ask(server);
            server.stop();
            if (!answers.equals(state.answers())) {
                findings.add("rows should be " + state.answers() + ", are " + answers);
            }
        }
    }
}
