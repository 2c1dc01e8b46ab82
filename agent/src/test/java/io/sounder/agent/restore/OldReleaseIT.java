package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.format.SignedInfo;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.OriginalProgram;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RestoredFolder;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository as release 2.19 wrote it: without the lists of references, the checksums of what is stored, the name of the
 * compression and the mark of page errors, which came later, and with the mark of files that only a primary has, which has
 * gone. The original of this machine is asked whether such a repository is right.
 */
class OldReleaseIT {
    private static final GoldenRepository GOLDEN = new GoldenRepository("gz-timeline");
    private static final String LABEL = "20261120-204130F_20261120-204134I";

    @TempDir
    Path folder;

    @Test
    void isReadAsByTheOriginal() throws IOException {
        Path repository = GOLDEN.unpack(folder);
        age(repository);
        OriginalProgram original = new OriginalProgram(repository);

        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        original.run("restore", "--stanza=demo", "--pg1-path=" + theirs).orFail();
        Path ours = Files.createDirectory(folder.resolve("ours"));
        run(repository, "restore", "--stanza=demo", "--pg1-path=" + ours).orFail();
        Map<String, String> expected = GOLDEN.checksums(LABEL);
        expected.remove("global/pg_control");
        assertThat(withoutControl(ours)).isEqualTo(withoutControl(theirs)).isEqualTo(expected);

        ProcessResult info = original.run("info", "--output=json").orFail();
        assertThat(run(repository, "info", "--output=json")
                        .orFail()
                        .output()
                        .replace(",\"restore\":{\"held\":false}", ""))
                .isEqualTo(info.output())
                .contains("\"version\":\"2.19\"")
                .doesNotContain("\"error\"");
        assertThat(original.run("verify", "--stanza=demo", "--log-level-console=info")
                        .orFail()
                        .output())
                .doesNotContain("invalid");
        run(repository, "verify", "--stanza=demo").orFail();
    }

    @Test
    void isContinued() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(folder, "--compress-type=gz", "--repo1-retention-full=9");
        cluster.run("stanza-create", "--no-online").orFail();
        cluster.run("backup", "--no-online").orFail();
        cluster.fill(1, 77);
        cluster.run("backup", "--no-online", "--type=diff").orFail();
        age(cluster.repository());
        cluster.fill(3, 77);

        cluster.run("backup", "--no-online", "--type=incr").orFail();
        cluster.requireValid();
        List<String> references =
                cluster.opened().manifest(cluster.opened().labelsOnDisk().getLast()).data().references().stream()
                        .map(label -> label.type().label())
                        .toList();
        assertThat(references).containsExactly("full", "diff", "incr");
        assertThat(cluster.restored()).isEqualTo(StoppedCluster.content(cluster.data()));
    }

    /** Makes all manifests and info files look like those of the old release. */
    private static void age(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = file.getFileName().toString();
                if (name.matches("(archive|backup)\\.info(\\.copy)?|backup\\.manifest(\\.copy)?")) {
                    Files.writeString(file, SignedInfo.sign(aged(Files.readString(file))));
                }
            }
        }
    }

    private static String aged(String text) {
        return text.replaceAll("(\"?backrest-version\"?[=:])\"2[0-9.]+\"", "$1\"2.19\"")
                .replaceAll("(?m)^(backup-reference|option-compress-type)=.*\n", "")
                .replaceAll(",\"rck\":\"[0-9a-f]{40}\"", "")
                .replaceAll("\"backup-error\":(true|false),", "")
                .replaceAll("(?m)^(pg_data/global/pg_control=\\{\"checksum\":\"[0-9a-f]{40}\")", "$1,\"master\":true")
                .replaceAll("(\\[target:file:default]\ngroup=.*\n)", "$1master=false\n");
    }

    private static InProcess run(Path repository, String... arguments) {
        return InProcess.run(Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--no-config", "--repo1-path=" + repository, "--log-level-file=off"))
                .toArray(String[]::new));
    }

    /** A release after 2.51 makes a copy of the control file that no server starts from by mistake. */
    private static Map<String, String> withoutControl(Path data) throws IOException {
        Map<String, String> checksums = RestoredFolder.checksums(data);
        checksums.remove("global/pg_control");
        return checksums;
    }
}
