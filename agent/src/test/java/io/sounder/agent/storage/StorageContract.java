package io.sounder.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every storage does; one subclass for each. */
public abstract class StorageContract {
    private static final StoragePath FILE = StoragePath.of("a", "b", "file");

    /** A new, empty storage. */
    protected abstract Storage storage() throws IOException;

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void whatIsWrittenCanBeRead(WriteMode mode) throws IOException {
        Storage storage = storage();
        write(storage, FILE, mode, "first and longer");
        write(storage, FILE, mode, "second");
        assertThat(read(storage.read(FILE))).isEqualTo("second");
        assertThat(storage.info(FILE)).hasValueSatisfying(entry -> {
            assertThat(entry.isFile()).isTrue();
            assertThat(entry.size()).isEqualTo(6);
            assertThat(entry.name()).isEqualTo("file");
        });
        assertThat(storage.names(StoragePath.of("a/b"))).containsExactly("file");
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void aWriteWithoutCommitLeavesNothing(WriteMode mode) throws IOException {
        Storage storage = storage();
        try (StorageWriter writer = storage.write(FILE, mode)) {
            writer.write(1);
        }
        assertThat(storage.exists(FILE)).isFalse();
        assertThat(storage.names(StoragePath.of("a/b"))).isEmpty();
    }

    @Test
    void anAbortedAtomicWriteKeepsTheOldContent() throws IOException {
        Storage storage = storage();
        write(storage, FILE, WriteMode.ATOMIC, "old");
        try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
            writer.write("new".getBytes(StandardCharsets.UTF_8));
            assertThat(read(storage.read(FILE))).isEqualTo("old");
        }
        assertThat(read(storage.read(FILE))).isEqualTo("old");
    }

    @Test
    void bigAndSmallWritesComeInOrder() throws IOException {
        Storage storage = storage();
        StringBuilder expected = new StringBuilder();
        try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
            for (int size : new int[] {1, 100, 20_000, 3, 16_384, 70_000, 16_383, 1, 1}) {
                String part = String.valueOf((char) ('a' + size % 26)).repeat(size);
                writer.write(part.getBytes(StandardCharsets.US_ASCII));
                writer.write('|');
                expected.append(part).append('|');
            }
            writer.commit();
        }
        assertThat(read(storage.read(FILE))).isEqualTo(expected.toString());
    }

    @Test
    void partsOfFilesCanBeRead() throws IOException {
        Storage storage = storage();
        write(storage, FILE, WriteMode.ATOMIC, "0123456789");
        assertThat(read(storage.read(FILE, 3, 4))).isEqualTo("3456");
        assertThat(read(storage.read(FILE, 8, 100))).isEqualTo("89");
        assertThat(read(storage.read(FILE, 20, 1))).isEmpty();
    }

    @Test
    void aMissingFileIsError55() throws IOException {
        Storage storage = storage();
        assertThatThrownBy(() -> storage.read(FILE))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_MISSING))
                .hasMessageContaining(storage.display(FILE));
        assertThat(storage.info(FILE)).isEmpty();
        assertThat(storage.list(StoragePath.of("a"))).isEmpty();
        storage.remove(FILE);
        storage.removeTree(FILE);
    }

    @Test
    void listsAreSortedAndTellWhatIsThere() throws IOException {
        Storage storage = storage();
        write(storage, StoragePath.of("f/b"), WriteMode.ATOMIC, "x");
        write(storage, StoragePath.of("f/c/d"), WriteMode.IN_PLACE, "x");
        assertThat(storage.list(StoragePath.of("f")))
                .extracting(StorageEntry::kind)
                .containsExactly(StorageEntry.Kind.FILE, StorageEntry.Kind.PATH);
        assumeTrue(storage.features().links());
        storage.link(StoragePath.of("f/a"), "b");
        assertThat(storage.list(StoragePath.of("f")))
                .extracting(StorageEntry::name)
                .containsExactly("a", "b", "c");
        assertThat(storage.list(StoragePath.of("f")))
                .extracting(StorageEntry::kind)
                .containsExactly(StorageEntry.Kind.LINK, StorageEntry.Kind.FILE, StorageEntry.Kind.PATH);
        storage.link(StoragePath.of("f/a"), "c/d");
        assertThat(storage.info(StoragePath.of("f/a")).orElseThrow().linkTarget())
                .contains("c/d");
    }

    @Test
    void treesGoWithEverythingInThemButNotWithWhatLinksPointTo() throws IOException {
        Storage storage = storage();
        write(storage, StoragePath.of("keep/file"), WriteMode.ATOMIC, "x");
        write(storage, StoragePath.of("tree/a/b"), WriteMode.ATOMIC, "x");
        if (storage.features().links()) {
            storage.link(StoragePath.of("tree/link"), "../keep");
        }
        storage.createFolder(StoragePath.of("tree/empty"));
        storage.syncFolder(StoragePath.of("tree"));
        storage.removeTree(StoragePath.of("tree"));
        assertThat(storage.exists(StoragePath.of("tree"))).isFalse();
        assertThat(storage.exists(StoragePath.of("keep/file"))).isTrue();
    }

    @Test
    void aFileMayHaveTwoNames() throws IOException {
        Storage storage = storage();
        assumeTrue(storage.features().hardLinks());
        write(storage, FILE, WriteMode.ATOMIC, "x");
        storage.hardLink(StoragePath.of("other/name"), FILE);
        storage.remove(FILE);
        assertThat(read(storage.read(StoragePath.of("other/name")))).isEqualTo("x");
    }

    @Test
    void aFolderCannotStandWhereAFileIs() throws IOException {
        Storage storage = storage();
        assumeTrue(storage.features().links(), "has folders of its own");
        write(storage, FILE, WriteMode.ATOMIC, "x");
        assertThatThrownBy(() -> storage.createFolder(FILE))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_CREATE));
    }

    @Test
    void pathsCannotLeaveTheStorage() {
        for (String path : new String[] {"../a", "a/../b", "/a", "a//b", "a/", "a/./b"}) {
            assertThatThrownBy(() -> StoragePath.of(path)).isInstanceOf(AgentException.class);
        }
    }

    private static void write(Storage storage, StoragePath path, WriteMode mode, String text) throws IOException {
        try (StorageWriter writer = storage.write(path, mode)) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            writer.commit();
        }
    }

    private static String read(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
