package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.format.SignedInfo;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores from repositories of the original that somebody changed, with right checksums of the changed info files. */
final class HostileRepositoryTest {
    private static final String GZ = "20261120-203608F";
    private static final String BLOCKS_FULL = "20261120-211130F";
    private static final String BLOCKS_INCR = BLOCKS_FULL + "_20261120-211132I";
    private static final int BOMB = 64 << 20;

    @TempDir
    private Path folder;

    private InProcess restore(Path repository, String label) throws IOException {
        return InProcess.run(
                "--config=/dev/null",
                "--stanza=demo",
                "--log-level-file=off",
                "--log-level-console=info",
                "--lock-path=" + folder.resolve("lock"),
                "--repo1-path=" + repository,
                "--pg1-path=" + Files.createDirectories(folder.resolve("x/y/data")),
                "--set=" + label,
                "restore");
    }

    private static void change(Path file, UnaryOperator<String> edit) throws IOException {
        String before = Files.readString(file);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        for (Path each : new Path[] {file, Path.of(file + ".copy")}) {
            Files.writeString(each, SignedInfo.sign(after));
        }
    }

    @Test
    void aNameThatLeadsOutOfTheDataFolderIsRefused() throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Path backup = repository.resolve("backup/demo").resolve(GZ);
        change(
                backup.resolve("backup.manifest"),
                text -> text.replace("\npg_data/PG_VERSION=", "\npg_data/../evil/PG_VERSION="));
        Files.createDirectories(backup.resolve("evil"));
        Files.copy(backup.resolve("pg_data/PG_VERSION.gz"), backup.resolve("evil/PG_VERSION.gz"));
        Files.createDirectories(folder.resolve("x/y/evil"));

        InProcess result = restore(repository, GZ);

        assertThat(result.exitCode()).as(result.output()).isEqualTo(29);
        assertThat(result.output()).contains("'pg_data/../evil/PG_VERSION'");
        assertThat(folder.resolve("x/y/evil/PG_VERSION")).doesNotExist();
        assertThat(folder.resolve("x/y/data")).isEmptyDirectory();
    }

    @Test
    void aFileThatExpandsToMoreThanItsSizeDoesNotFillTheDisk() throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Path stored = repository.resolve("backup/demo").resolve(GZ).resolve("pg_data/base/5/1259.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(stored))) {
            out.write(new byte[BOMB]);
        }

        InProcess result = restore(repository, GZ);

        assertThat(result.exitCode()).as(result.output()).isEqualTo(26);
        assertThat(result.output())
                .contains("error restoring 'pg_data/base/5/1259': there are more than the expected")
                .contains(stored.toString());
        assertThat(largest(folder.resolve("x/y/data"))).isLessThan(BOMB);
    }

    private static long largest(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.mapToLong(path -> path.toFile().length()).max().orElse(0);
        }
    }

    @Test
    void blockMapsOfTheFirstReleaseAreRecognizedInEarlierBackupsOfAChain() throws IOException {
        Path repository = new GoldenRepository("gz-bundle-block").unpack(folder);
        change(
                repository.resolve("backup/demo/backup.info"),
                text -> text.replaceFirst("(\n" + BLOCKS_FULL + "=.*?\"backrest-version\":\")[^\"]*", "$12.45"));

        InProcess result = restore(repository, BLOCKS_INCR);

        assertThat(result.exitCode()).as(result.output()).isEqualTo(29);
        assertThat(result.output()).contains("pgBackRest 2.45 wrote it").contains("make a new full backup");
    }
}
