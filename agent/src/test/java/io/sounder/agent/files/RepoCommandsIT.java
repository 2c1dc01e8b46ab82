package io.sounder.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.OriginalProgram;
import io.sounder.agent.testing.ProcessResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about files and manifests of a repository, beside the original on the same repository. */
final class RepoCommandsIT {
    @TempDir
    private static Path folder;

    private static Path repository;

    @BeforeAll
    static void unpack() {
        repository = new GoldenRepository("gz").unpack(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repo-ls",
                "repo-ls --output=json",
                "repo-ls backup/demo --output=json",
                "repo-ls backup/demo/ --recurse",
                "repo-ls backup/demo --recurse --output=json --sort=desc",
                "repo-ls backup --recurse --filter=^demo/backup",
                "repo-ls backup --recurse --filter=_fsm.gz$ --output=json",
                "repo-ls nothing",
                "repo-ls nothing --output=json",
                "repo-ls backup/demo/backup.info",
                "repo-ls backup/demo/backup.info --output=json",
                "repo-ls archive/demo/15-1/0000000100000000 --sort=asc",
                "repo-get backup/demo/backup.info",
                "repo-get --raw archive/demo/archive.info.copy",
                "repo-get --ignore-missing nothing",
                "manifest --stanza=demo --output=json",
                "manifest --stanza=demo --output=json --set=20261120-203608F"
            })
    void outputsAndExitCodesAreEqual(String line) {
        ProcessResult theirs = new OriginalProgram(repository).run(line.split(" "));
        InProcess ours = ours(line);

        assertThat(ours.output()).isEqualTo(theirs.output());
        assertThat(ours.exitCode()).isEqualTo(theirs.exitCode());
        assertThat(ours.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repo-get",
                "repo-get nothing",
                "repo-get one two",
                "repo-ls one two",
                "repo-ls /elsewhere",
                "repo-ls a//b",
                "repo-put",
                "repo-rm backup",
                "manifest --stanza=demo --set=20261120-203609F"
            })
    void errorsAreEqual(String line) {
        ProcessResult theirs = new OriginalProgram(repository).run(line.split(" "));
        InProcess ours = ours(line);

        assertThat(ours.exitCode()).isEqualTo(theirs.exitCode()).isNotZero();
        assertThat(ours.output()).isEmpty();
        String code = "[0" + ours.exitCode() + "]";
        assertThat(firstLine(ours.errors(), code)).isEqualTo(firstLine(theirs.output(), code));
    }

    /** What follows the code, without what differs between releases behind a colon. */
    private static String firstLine(String output, String code) {
        String line =
                output.lines().filter(each -> each.contains(code)).findFirst().orElse("");
        String text = line.substring(line.indexOf(code) + code.length());
        return text.contains("manifest") ? "manifest" : text;
    }

    @Test
    void whatIsPutIsFoundByTheOriginalAndRemovedAgain() throws IOException {
        Path file = repository.resolve("new/folder/file");
        assertThat(InProcess.runWithInput("content\n", arguments("repo-put new/folder/file"))
                        .exitCode())
                .isZero();

        assertThat(new OriginalProgram(repository)
                        .run("repo-get", "new/folder/file")
                        .output())
                .isEqualTo("content\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(ours("repo-rm new").exitCode()).isEqualTo(31);
        assertThat(file).exists();
        assertThat(ours("repo-rm new/folder/file").exitCode()).isZero();
        assertThat(ours("repo-rm new/folder").exitCode()).isZero();
        assertThat(ours("repo-rm new --recurse").exitCode()).isZero();
        assertThat(repository.resolve("new")).doesNotExist();
        assertThat(ours("repo-rm new").exitCode()).isZero();
        assertThat(ours("repo-rm --recurse").exitCode()).isEqualTo(43);
        assertThat(ours("repo-get ../" + repository.getFileName() + "/x").exitCode())
                .isEqualTo(96);
    }

    @Test
    void aRepositoryIsMade() {
        Path made = folder.resolve("made/here");
        assertThat(InProcess.run("--no-config", "--repo1-path=" + made, "--log-level-file=off", "repo-create")
                        .exitCode())
                .isZero();
        assertThat(made).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive/demo/archive.info",
                "backup/demo/backup.info",
                "backup/demo/20261120-212459F/backup.manifest",
                "backup/demo/20261120-212459F/pg_data/backup_label.lz4",
                "backup/demo/backup.history/2026/20261120-212459F.manifest.gz",
                "foo"
            })
    void encryptedFilesAreDecryptedAsByTheOriginal(String file, @TempDir Path own) throws IOException {
        Path encrypted = new GoldenRepository("lz4-bundle-aes").unpack(own);
        Path configuration = own.resolve("pgbackrest.conf");
        Files.writeString(configuration, """
                [global]
                repo1-path=%s
                repo1-cipher-type=aes-256-cbc
                repo1-cipher-pass=golden-repository-passphrase
                log-level-file=off
                """.formatted(encrypted));
        new OriginalProgram(encrypted); // skips where it is absent
        Path theirs = own.resolve("theirs");
        ProcessResult result = ProcessResult.of(List.of(
                "sh", "-c", "/usr/bin/pgbackrest --config=" + configuration + " repo-get " + file + " >" + theirs));
        InProcess ours = InProcess.run("--config=" + configuration, "repo-get", file);

        assertThat(ours.exitCode()).isEqualTo(result.exitCode());
        assertThat(ours.output()).isEqualTo(new String(Files.readAllBytes(theirs), StandardCharsets.UTF_8));
    }

    private static InProcess ours(String line) {
        return InProcess.run(arguments(line));
    }

    private static String[] arguments(String line) {
        List<String> arguments =
                new ArrayList<>(List.of("--no-config", "--repo1-path=" + repository, "--log-level-file=off"));
        arguments.addAll(List.of(line.split(" ")));
        return arguments.toArray(String[]::new);
    }
}
