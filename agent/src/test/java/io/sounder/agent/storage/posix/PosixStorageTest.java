package io.sounder.agent.storage.posix;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageContract;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosixStorageTest extends StorageContract {
    private static final StoragePath FILE = StoragePath.of("folder", "file");

    @TempDir
    Path root;

    @Override
    protected Storage storage() {
        return new PosixStorage(root.resolve("repository"));
    }

    @Test
    void aTemporaryFileLeftBehindIsOverwritten() throws IOException {
        Path left = root.resolve("repository/folder/file.pgbackrest.tmp");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "much longer than the new content");
        try (StorageWriter writer = storage().write(FILE, WriteMode.ATOMIC)) {
            writer.write('x');
            writer.commit();
        }
        assertThat(root.resolve("repository/folder/file")).hasContent("x");
        assertThat(left).doesNotExist();
    }

    @Test
    void writersOfTheSameFileDoNotMixTheirBytes() throws IOException {
        try (StorageWriter one = storage().write(FILE, WriteMode.ATOMIC)) {
            one.write(new byte[100_000]);
            try (StorageWriter other = storage().write(FILE, WriteMode.ATOMIC)) {
                other.write(new byte[50_000]);
                one.commit();
                assertThat(root.resolve("repository/folder/file")).hasSize(100_000);
                other.commit();
            }
        }
        assertThat(root.resolve("repository/folder/file")).hasSize(50_000);
        assertThat(root.resolve("repository/folder")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void atomicFilesAppearOnlyAtCommit() throws IOException {
        try (StorageWriter writer = storage().write(FILE, WriteMode.ATOMIC)) {
            writer.write(new byte[100_000]);
            assertThat(root.resolve("repository/folder/file")).doesNotExist();
            assertThat(root.resolve("repository/folder/file.pgbackrest.tmp")).exists();
            writer.commit();
            assertThat(root.resolve("repository/folder/file")).hasSize(100_000);
        }
    }

    @Test
    void filesAndFoldersAreClosedToOthers() throws IOException {
        try (StorageWriter writer = storage().write(FILE, WriteMode.IN_PLACE)) {
            writer.commit();
        }
        assertThat(mode("repository/folder/file")).endsWith("---").startsWith("rw-r");
        assertThat(mode("repository/folder")).endsWith("---").startsWith("rwxr");
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
    }
}
