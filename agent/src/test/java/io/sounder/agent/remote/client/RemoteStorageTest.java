package io.sounder.agent.remote.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.server.StanzaScope;
import io.sounder.agent.remote.server.StorageService;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageContract;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.memory.MemoryStorage;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.WrappedStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteStorageTest extends StorageContract {
    private static final StoragePath FILE = StoragePath.of("backup", "demo", "file");

    @TempDir
    Path root;

    @Override
    protected Storage storage() {
        return remote(new PosixStorage(root), StanzaScope.everything());
    }

    private static Storage remote(Storage storage, StanzaScope scope) {
        Storage.Features features = storage.features();
        Opened opened = new Opened(
                "user",
                storage.display(StoragePath.ROOT),
                features.links(),
                features.hardLinks(),
                features.folderSync(),
                Optional.empty(),
                Optional.empty());
        return new RemoteStorage(PipeHost.serving(() -> new StorageService(storage, opened, scope, () -> {})));
    }

    @Test
    void bigFilesStreamThroughSmallBuffers() throws IOException {
        Storage storage = storage();
        byte[] content = new byte[5 << 20];
        new Random(1).nextBytes(content);
        try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
            writer.write(content, 0, 100);
            writer.write(content, 100, content.length - 100);
            writer.commit();
        }
        try (InputStream in = storage.read(FILE)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        try (InputStream in = storage.read(FILE, 1_000_000, 2_000_000)) {
            assertThat(in.readAllBytes()).hasSize(2_000_000).startsWith(content[1_000_000], content[1_000_001]);
        }
    }

    @Test
    void severalThreadsWriteAndReadAtATime() throws Exception {
        Storage storage = storage();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            StoragePath path = StoragePath.of("backup", "demo", "file" + i);
            byte[] content = ("content " + i).repeat(50_000).getBytes(StandardCharsets.UTF_8);
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((_, e) -> failures.add(e))
                    .start(() -> {
                        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
                            writer.write(content);
                            writer.commit();
                            assertThat(storage.read(path).readAllBytes()).isEqualTo(content);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void foldersOfManyFilesAreListedWhole() throws IOException {
        MemoryStorage memory = new MemoryStorage();
        for (int i = 0; i < 5000; i++) {
            try (StorageWriter writer = memory.write(StoragePath.of("a", "name" + i), WriteMode.ATOMIC)) {
                writer.commit();
            }
        }
        Storage storage = remote(memory, StanzaScope.everything());
        assertThat(storage.names(StoragePath.of("a"))).isEqualTo(memory.names(StoragePath.of("a")));
        assertThat(storage.list(StoragePath.of("a"))).isEqualTo(memory.list(StoragePath.of("a")));
        assertThat(storage.list(StoragePath.of("a")).getFirst()).isInstanceOf(StorageEntry.class);
    }

    @Test
    void errorsKeepTheirCodeAndNameTheHost() {
        Storage storage = storage();
        assertThatThrownBy(() -> storage.read(FILE)).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FILE_MISSING);
            assertThat(e.text())
                    .contains("'elsewhere'")
                    .contains(root.resolve(FILE.value()).toString());
        });
        storage.createFolder(FILE);
        assertThatThrownBy(() -> storage.remove(StoragePath.of("backup")))
                .isInstanceOfSatisfying(AgentException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FILE_REMOVE);
                    assertThat(e.text()).contains("'elsewhere'");
                });
        assertThat(storage.exists(FILE)).isTrue();
    }

    /** The sender is told while it still sends, and the connection is good for more. */
    @Test
    void anErrorInTheMiddleOfAFileStopsTheSender() throws IOException {
        Storage storage = remote(full(new PosixStorage(root)), StanzaScope.everything());
        byte[] chunk = new byte[128 << 10];
        assertThatThrownBy(() -> {
                    try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
                        for (int i = 0; i < 10_000; i++) {
                            writer.write(chunk);
                        }
                        throw new AssertionError("a gigabyte was sent to a full disk");
                    }
                })
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("No space left");
        assertThat(storage.exists(FILE)).isFalse();
        assertThatThrownBy(() -> {
                    try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
                        writer.write(chunk);
                        writer.commit();
                    }
                })
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("No space left");
        assertThat(storage.exists(FILE)).isFalse();
    }

    @Test
    void aFileThatIsNotReadToItsEndLeavesTheHostUsable() throws IOException {
        Storage storage = storage();
        try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
            writer.write(new byte[20 << 20]);
            writer.commit();
        }
        try (InputStream in = storage.read(FILE)) {
            assertThat(in.read()).isZero();
        }
        assertThat(storage.info(FILE))
                .hasValueSatisfying(entry -> assertThat(entry.size()).isEqualTo(20 << 20));
    }

    @Test
    void onlyTheStanzaInScopeIsReached() {
        Storage storage = remote(new MemoryStorage(), new StanzaScope(Optional.of("demo")));
        storage.createFolder(StoragePath.of("backup/demo/x"));
        assertThat(storage.names(StoragePath.of("backup"))).containsExactly("demo");
        assertThat(storage.names(StoragePath.ROOT)).containsExactly("backup");
        for (String path : List.of("backup/other/backup.info", "archive/demo2", "other", "backup/demox/y")) {
            assertThatThrownBy(() -> storage.read(new StoragePath(path)))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS));
        }
        assertThatThrownBy(() -> storage.removeTree(StoragePath.of("backup")))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS));
        assertThatThrownBy(() -> storage.hardLink(StoragePath.of("backup/demo/a"), StoragePath.of("backup/other/a")))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"pgBackRest\",\"service\":\"remote\",\"version\":\"2.45\"}\n",
                "{\"name\":\"Sounder\",\"service\":\"remote\",\"version\":\"0.0.0\",\"protocol\":1}\n",
                "{\"name\":\"Sounder\",\"service\":\"remote\",\"version\":\"9\",\"protocol\":999999}\n",
                "Welcome to elsewhere\n",
                "no end of line at all \u0000\u0001"
            })
    void anotherProgramAtTheOtherEndIsAProtocolError(String greeting) {
        Storage storage = new RemoteStorage(PipeHost.reached(
                Duration.ofSeconds(5),
                () -> new PipeHost.Ends(
                        new ByteArrayInputStream(greeting.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream())));
        assertThatThrownBy(() -> storage.exists(FILE)).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(e.text()).startsWith("host 'elsewhere' ").contains("HINT: ");
        });
    }

    @Test
    void randomBytesAreAnErrorAndNeverMore() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Storage storage = new RemoteStorage(PipeHost.reached(
                    Duration.ofSeconds(5),
                    () -> new PipeHost.Ends(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream())));
            assertThatThrownBy(() -> storage.exists(FILE)).isInstanceOf(AgentException.class);
        }
    }

    @Test
    void aHostThatSaysNothingIsGivenUp() {
        Storage storage = new RemoteStorage(PipeHost.reached(Duration.ofMillis(500), PipeHost::silent));
        assertThatThrownBy(() -> storage.exists(FILE))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("did not answer within 500ms");
    }

    /** One that accepts no byte. */
    private static Storage full(Storage storage) {
        return WrappedStorage.of(
                storage,
                (_, _, answer) -> answer instanceof StorageWriter writer
                        ? new WrappedStorage.RefusingWriter(writer, 0, "No space left on device")
                        : answer);
    }
}
