package io.sounder.agent.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories of the original, whole and with damage of every kind: all of it is found and named. */
final class VerifyTest {
    private static final String FULL = "20261120-203608F";
    private static final String FIRST_WAL = "000000010000000000000002";
    private static final String LAST_WAL = "000000010000000000000003";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-none",
                "gz",
                "gz-timeline",
                "gz-bundle-block",
                "lz4-bundle-block",
                "v245-lz4",
                "bz2-tablespace"
            })
    void wholeRepositoriesAreValid(String name) {
        InProcess result = verify(new GoldenRepository(name).unpack(folder), "--output=json", "--process-max=2");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("\"status\":{\"code\":0,\"message\":\"ok\"}}");
        assertThat(result.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4-bundle-aes", "zst-bundle-block-aes"})
    void encryptedRepositoriesAreValidWithTheirPassPhraseOnly(String name) throws IOException {
        Path repository = new GoldenRepository(name).unpack(folder);

        assertThat(encrypted(repository, "golden-repository-passphrase").exitCode())
                .isZero();
        assertThat(encrypted(repository, "another").exitCode()).isEqualTo(95);
        Path bundle = repository
                .resolve("backup/demo/" + (name.startsWith("lz4") ? "20261120-212459F" : "20261120-203631F"))
                .resolve("bundle/1");
        flip(bundle, 0.5);
        assertThat(encrypted(repository, "golden-repository-passphrase").exitCode())
                .isEqualTo(26);
    }

    private InProcess encrypted(Path repository, String passPhrase) throws IOException {
        Path configuration = folder.resolve("pgbackrest.conf");
        Files.writeString(
                configuration,
                "[global]\nrepo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass=" + passPhrase + "\nrepo1-path="
                        + repository);
        return InProcess.run("--config=" + configuration, "--stanza=demo", "--log-level-file=off", "verify");
    }

    @Test
    void recoveryIsPossibleFromTheEndOfTheBackupToTheEndOfTheLastSegmentOnBothTimelines() {
        InProcess result = verify(new GoldenRepository("gz-timeline").unpack(folder), "--output=text", "--verbose");

        assertThat(result.output())
                .containsSubsequence(
                        "backup: 20261120-204130F, status: valid",
                        "recovery on timeline 1: from lsn 0/B004D0",
                        "to lsn 0/D00000 (WAL 00000001000000000000000C",
                        "recovery on timeline 2: from lsn 0/B004D0",
                        "to lsn 0/F00000 (WAL 00000002000000000000000E",
                        "backup: 20261120-204130F_20261120-204134I, status: valid",
                        "recovery on timeline 2: from lsn 0/D00100");
    }

    @ParameterizedTest
    @CsvSource({
        "backup/demo/20261120-203608F/pg_data/base/5/1259.gz, 20261120-203608F/pg_data/base/5/1259.gz",
        "backup/demo/20261120-203608F/backup.manifest, 20261120-203608F/backup.manifest",
        "backup/demo/20261120-203608F/backup.manifest.copy, 20261120-203608F/backup.manifest.copy",
        "backup/demo/backup.info, backup/demo/backup.info",
        "backup/demo/backup.info.copy, backup/demo/backup.info.copy",
        "archive/demo/archive.info, archive/demo/archive.info",
        "archive/demo/archive.info.copy, archive/demo/archive.info.copy"
    })
    void aFlippedByteIsFoundAndNamed(String file, String name) {
        Path repository = new GoldenRepository("gz").unpack(folder);
        flip(repository.resolve(file), 0.5);

        InProcess result = verify(repository);

        assertThat(result.exitCode()).isEqualTo(26);
        assertThat(result.output()).contains("invalid checksum '" + name + "'").contains("ERROR: [026]");
    }

    @ParameterizedTest
    @CsvSource({
        "backup/demo/20261120-203608F/pg_data/base/5/1259.gz, 20261120-203608F/pg_data/base/5/1259.gz",
        "backup/demo/20261120-203608F/backup.manifest.copy, 20261120-203608F/backup.manifest.copy",
        "backup/demo/20261120-203608F/backup.manifest, 20261120-203608F/backup.manifest",
        "backup/demo/backup.info, backup/demo/backup.info",
        "archive/demo/archive.info.copy, archive/demo/archive.info.copy"
    })
    void aMissingFileIsFoundAndNamed(String file, String name) throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Files.delete(repository.resolve(file));

        InProcess result = verify(repository);

        assertThat(result.exitCode()).isEqualTo(55);
        assertThat(result.output()).contains("file missing '" + name + "'");
    }

    @Test
    void aShortenedFileIsFoundByItsSize() throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Path file = repository.resolve("backup/demo/" + FULL + "/pg_data/base/5/1259.gz");
        Files.write(file, new byte[10]);

        assertThat(verify(repository).output()).contains("invalid size '" + FULL + "/pg_data/base/5/1259.gz'");
    }

    @Test
    void damageInABundleIsCountedForAllBackupsThatUseIt() {
        Path repository = new GoldenRepository("lz4-bundle-block").unpack(folder);
        flip(repository.resolve("backup/demo/20261120-203825F/bundle/1"), 0.0004);

        InProcess result = verify(repository, "--output=text");

        assertThat(result.exitCode()).isEqualTo(26);
        assertThat(result.errors()).containsOnlyOnce("invalid checksum '20261120-203825F/pg_data/");
        assertThat(result.output().lines().filter(line -> line.contains("status: invalid")))
                .hasSize(4)
                .allMatch(line -> line.contains("total files checked: 387, total valid files: 386")
                        || line.contains("total files checked: 389, total valid files: 388"));
    }

    @Test
    void damagedBlocksAreFoundInTheBackupsThatNeedThemToo() throws IOException {
        Path repository = new GoldenRepository("lz4-bundle-block").unpack(folder);
        String newest = "20261120-203825F_20261120-203832I";
        Path bundle = repository.resolve("backup/demo/20261120-203825F/bundle/1");
        byte[] bytes = Files.readAllBytes(bundle);
        System.arraycopy(new byte[] {-86, 85, 17}, 0, bytes, 2_223_048, 3); // a super block of base/5/1259
        Files.write(bundle, bytes);

        assertThat(verify(repository).output())
                .contains("invalid checksum '20261120-203825F/pg_data/base/5/1259.pgbi'")
                .contains("'" + newest + "/pg_data/base/5/1259.pgbi': ");
        assertThat(verify(repository, "--set=" + newest).output())
                .contains("invalid checksum '" + newest + "/pg_data/base/5/1259.pgbi': ");
    }

    @Test
    void aBackupWithoutTheWalItNeedsIsNotRestorable() throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Files.delete(wal(repository, FIRST_WAL));

        InProcess result = verify(repository, "--output=json");

        assertThat(result.exitCode()).isEqualTo(55);
        assertThat(result.errors()).contains("WAL segment '15-1/" + FIRST_WAL + "' that backup '" + FULL + "' needs");
        assertThat(result.output())
                .contains("\"restorable\":false")
                .contains("\"wal-missing\":[\"" + FIRST_WAL + "\"]")
                .contains("\"status\":{\"code\":55");
    }

    @Test
    void damagedWalEndsTheRecoveryBeforeIt() {
        Path repository = new GoldenRepository("gz").unpack(folder);
        flip(wal(repository, LAST_WAL), 0.5);

        InProcess result = verify(repository, "--output=json");

        assertThat(result.exitCode()).isEqualTo(26);
        assertThat(result.errors()).contains("invalid checksum '15-1/0000000100000000/" + LAST_WAL + "-");
        assertThat(result.output())
                .contains("\"restorable\":true")
                .contains("\"wal\":\"" + FIRST_WAL + "\"")
                .doesNotContain("\"wal\":\"" + LAST_WAL);
    }

    @Test
    void aGapAfterTheLastBackupIsAnErrorButOneThatALaterBackupBridgesIsNot() throws IOException {
        Path gap = Files.createDirectory(folder.resolve("gap"));
        Path repository = new GoldenRepository("plain-none").unpack(gap);
        Path last = wal(repository, "00000001000000000000000C");
        Files.copy(last, last.resolveSibling(last.getFileName().toString().replace("00000C-", "00000E-")));
        assertThat(verify(repository).output()).contains("file missing '15-1/00000001000000000000000D'");

        Path bridged = new GoldenRepository("lz4-bundle-block").unpack(folder);
        Files.delete(wal(bridged, "00000001000000000000001B"));
        assertThat(verify(bridged, "--log-level-console=detail").exitCode()).isZero();
    }

    @Test
    void aBackupInProgressAndALeftOverAreNoErrors() throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Path backups = repository.resolve("backup/demo");
        Files.createDirectory(backups.resolve("20261121-203608F"));
        Path running = Files.createDirectory(backups.resolve("20261122-203608F"));
        Files.copy(backups.resolve(FULL + "/backup.manifest.copy"), running.resolve("backup.manifest.copy"));

        InProcess result = verify(repository, "--output=text", "--verbose");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("backup: 20261121-203608F, status: manifest missing")
                .contains("backup: 20261122-203608F, status: in-progress");
    }

    @Test
    void twoFilesForOneSegmentAreAnError() throws IOException {
        Path repository = new GoldenRepository("gz").unpack(folder);
        Path wal = wal(repository, LAST_WAL);
        Files.copy(wal, wal.resolveSibling(LAST_WAL + "-" + "1".repeat(40) + ".gz"));

        assertThat(verify(repository).output())
                .contains("duplicate WAL '" + LAST_WAL + "' for '15-1' exists")
                .contains("invalid checksum '15-1/0000000100000000/" + LAST_WAL + "-" + "1".repeat(40));
    }

    @Test
    void oneSetIsVerifiedWithWhatItUsesOfOthers() {
        Path repository = new GoldenRepository("lz4-bundle-block").unpack(folder);
        String label = "20261120-203825F_20261120-203832I";

        assertThat(verify(repository, "--set=" + label, "--output=text", "--verbose")
                        .output())
                .contains("total WAL checked: 1, total valid WAL: 1")
                .contains("backup: " + label + ", status: valid, total files checked: 389")
                .doesNotContain("backup: 20261120-203825F,");
        flip(repository.resolve("backup/demo/20261120-203825F/bundle/1"), 0.0004);
        assertThat(verify(repository, "--set=" + label).output())
                .contains("invalid checksum '20261120-203825F/pg_data/");
        assertThat(verify(repository, "--set=20261120-203826F").exitCode()).isEqualTo(75);
        assertThat(verify(repository, "--set=x").exitCode()).isEqualTo(32);
    }

    private static InProcess verify(Path repository, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-config", "--stanza=demo", "--repo1-path=" + repository, "--log-level-file=off", "verify"));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private static Path wal(Path repository, String segment) {
        try (Stream<Path> files = Files.list(repository.resolve("archive/demo/15-1/0000000100000000"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(segment + "-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flip(Path file, double place) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[(int) (bytes.length * place)] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
