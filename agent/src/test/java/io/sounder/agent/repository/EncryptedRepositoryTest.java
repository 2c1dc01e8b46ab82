package io.sounder.agent.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.format.PgId;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.GoldenRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedRepositoryTest {
    private static final String PASS = "golden-repository-passphrase";
    private static final BackupLabel FULL = new BackupLabel("20261120-212459F");

    @TempDir
    private Path folder;

    @Test
    void theOriginalsFilesAreReadThroughAllLevels() throws IOException {
        Repository golden = golden(encryption(PASS));
        assertThat(golden.archiveInfo().archiveId()).isEqualTo("15-1");
        assertThat(golden.backupInfo().backups()).hasSize(2);
        assertThat(golden.manifest(FULL).label()).isEqualTo(FULL);
        assertThat(golden.archiveEncryption(golden.archiveInfo()).isNone()).isFalse();
        assertThat(golden.fileEncryption(golden.manifest(FULL)).isNone()).isFalse();
    }

    @Test
    void anotherPassPhraseIsACryptoErrorThatShowsNone() throws IOException {
        for (int i = 0; i < 5; i++) {
            Repository golden = golden(encryption("wrong-" + i));
            assertError(golden::backupInfo, ErrorCode.CRYPTO, "repo-cipher-pass");
            assertError(golden::archiveInfo, ErrorCode.CRYPTO, "repo-cipher-pass");
            assertError(() -> golden.manifest(FULL), ErrorCode.CRYPTO, "backup.info");
        }
    }

    @Test
    void anEncryptedRepositoryIsNotTakenForAPlainOne() throws IOException {
        assertError(golden(Encryption.none())::backupInfo, ErrorCode.FORMAT, "repo-cipher-type");
    }

    @Test
    void aPlainRepositoryIsNotTakenForAnEncryptedOne() {
        Path plain = new GoldenRepository("plain-none").unpack(folder);
        Repository repository = new Repository(1, new PosixStorage(plain), encryption(PASS), "demo");
        assertError(repository::backupInfo, ErrorCode.CRYPTO, "cipher header invalid");
    }

    @Test
    void theCopyIsUsedWhereverTheMainFileWasDamaged() throws IOException {
        Repository golden = golden(encryption(PASS));
        for (String name : List.of(
                "archive/demo/archive.info", "backup/demo/backup.info", "backup/demo/" + FULL + "/backup.manifest")) {
            Path file = folder.resolve("repo").resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int at : new int[] {0, 9, 17, 100, whole.length / 2, whole.length - 1}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 1;
                Files.write(file, damaged);
                assertThat(golden.archiveInfo().archiveId()).isEqualTo("15-1");
                assertThat(golden.backupInfo().backups()).hasSize(2);
                assertThat(golden.manifest(FULL).label()).isEqualTo(FULL);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void everyDamagedByteIsNoticedAndNamed() throws IOException {
        Repository golden = golden(encryption(PASS));
        Path file = folder.resolve("repo/backup/demo/backup.info");
        byte[] whole = Files.readAllBytes(file);
        Files.delete(folder.resolve("repo/backup/demo/backup.info.copy"));
        for (int at = 0; at < whole.length; at += 13) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(golden::backupInfo)
                    .as("byte %d", at)
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("backup.info")
                    .hasMessageNotContaining(PASS);
        }
    }

    @Test
    void whatIsWrittenIsEncryptedAndComesBack() throws IOException {
        Repository ours = new Repository(1, new PosixStorage(folder), encryption("our pass"), "demo");
        Optional<String> archivePass = ours.encryption().newPassPhrase();
        Optional<String> backupPass = ours.encryption().newPassPhrase();
        ours.saveArchiveInfo(ArchiveInfo.create(new PgId(7, "15"), archivePass));
        ours.saveBackupInfo(BackupInfo.create(new PgDb(7, "15", 1, 1), backupPass));
        assertThat(ours.archiveInfo().cipherPass()).isEqualTo(archivePass);
        assertThat(ours.backupInfo().cipherPass()).isEqualTo(backupPass);
        for (String name : List.of("archive/demo/archive.info", "backup/demo/backup.info.copy")) {
            assertThat(new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1))
                    .startsWith("Salted__")
                    .doesNotContain("backrest", archivePass.orElseThrow(), backupPass.orElseThrow());
        }
    }

    private Repository golden(Encryption encryption) throws IOException {
        Path repository = folder.resolve("repo");
        if (!Files.exists(repository)) {
            new GoldenRepository("lz4-bundle-aes").unpack(folder);
        }
        return new Repository(1, new PosixStorage(repository), encryption, "demo");
    }

    private static Encryption encryption(String passPhrase) {
        return Encryption.of(CipherType.AES_256_CBC, passPhrase);
    }

    private static void assertError(Runnable action, ErrorCode code, String text) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(text)
                .hasMessageNotContaining(PASS)
                .hasMessageNotContaining("wrong-");
    }
}
