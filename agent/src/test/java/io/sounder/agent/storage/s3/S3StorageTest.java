package io.sounder.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.Log;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageContract;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.testing.S3Server;
import io.sounder.agent.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that checks signatures, over TLS with an authority of its own. */
class S3StorageTest extends StorageContract {
    private static final StoragePath BIG = StoragePath.of("folder", "big");
    private static final int PART = 5 << 20;

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static S3Server server;
    private static int storages;

    @BeforeAll
    static void start() {
        authority = TestAuthority.create(folder.resolve("tls"));
        server = S3Server.start(authority);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Storage storage() {
        return S3Storage.open(settings(true, "/storage" + storages++, Optional.empty()), Log.silent());
    }

    private static S3Settings settings(boolean pathStyle, String path, Optional<URI> through) {
        return new S3Settings(
                S3Server.BUCKET,
                path,
                S3Server.REGION,
                URI.create("https://localhost" + (through.isPresent() ? "" : ":" + server.port())),
                pathStyle,
                new S3Login.Shared(S3Server.KEY, S3Server.SECRET, Optional.empty()),
                new S3Settings.S3Connection(
                        through, true, Optional.of(authority.certificate().toString()), Optional.empty()),
                new S3Settings.S3Protection(Optional.empty(), Optional.empty()),
                PART,
                Duration.ofSeconds(5),
                false,
                Map.of());
    }

    @Test
    void bigFilesTravelInPartsAndAppearAtTheEnd() throws IOException {
        Storage storage = storage();
        byte[] content = new byte[2 * PART + 12_345];
        new Random(1).nextBytes(content);
        try (StorageWriter writer = storage.write(BIG, WriteMode.ATOMIC)) {
            for (int at = 0; at < content.length; at += 99_999) {
                writer.write(content, at, Math.min(99_999, content.length - at));
            }
            assertThat(server.openUploads()).isEqualTo(1);
            assertThat(storage.exists(BIG)).isFalse();
            writer.commit();
        }
        assertThat(server.openUploads()).isZero();
        try (InputStream in = storage.read(BIG)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        try (InputStream in = storage.read(BIG, PART - 3, 10)) {
            assertThat(in.readAllBytes()).hasSize(10).startsWith(content[PART - 3], content[PART - 2]);
        }
    }

    @Test
    void anUploadGivenUpIsAborted() throws IOException {
        Storage storage = storage();
        try (StorageWriter writer = storage.write(BIG, WriteMode.IN_PLACE)) {
            writer.write(new byte[PART + 1]);
            assertThat(server.openUploads()).isEqualTo(1);
        }
        assertThat(server.openUploads()).isZero();
        assertThat(storage.exists(BIG)).isFalse();
    }

    @Test
    void aFileOfExactlyOnePartTravelsAtOnce() throws IOException {
        Storage storage = storage();
        try (StorageWriter writer = storage.write(BIG, WriteMode.ATOMIC)) {
            writer.write(new byte[PART]);
            assertThat(server.openUploads()).isZero();
            writer.commit();
        }
        assertThat(storage.info(BIG)).map(StorageEntry::size).contains((long) PART);
    }

    @Test
    void longFoldersAreListedAndRemovedPageByPage() throws IOException {
        Storage storage = storage();
        StoragePath many = StoragePath.of("many");
        for (int number = 0; number < 1_003; number++) {
            server.put(storage.display(many).substring(1) + "/f" + number);
        }
        assertThat(storage.names(many)).hasSize(1_003).isSorted().contains("f0", "f1002");
        storage.removeTree(many);
        assertThat(storage.names(many)).isEmpty();
    }

    @Test
    void theNextFolderIsNotPartOfATree() throws IOException {
        Storage storage = storage();
        for (String path : new String[] {"a/x", "a-b/x", "ab/x"}) {
            try (StorageWriter writer = storage.write(StoragePath.of(path), WriteMode.ATOMIC)) {
                writer.commit();
            }
        }
        storage.removeTree(StoragePath.of("a"));
        assertThat(storage.names(StoragePath.ROOT)).containsExactly("a-b", "ab");
        assertThat(storage.exists(StoragePath.of("a"))).isFalse();
        assertThat(storage.info(StoragePath.of("ab"))).map(StorageEntry::isPath).contains(true);
    }

    @Test
    void theBucketMayBeInTheHostName() throws IOException {
        Optional<URI> through = Optional.of(URI.create("https://127.0.0.1:" + server.port()));
        Storage hosted = S3Storage.open(settings(false, "/host", through), Log.silent());
        try (StorageWriter writer = hosted.write(StoragePath.of("file"), WriteMode.ATOMIC)) {
            writer.write('x');
            writer.commit();
        }
        Storage pathed = S3Storage.open(settings(true, "/host", Optional.empty()), Log.silent());
        assertThat(pathed.names(StoragePath.ROOT)).containsExactly("file");
    }
}
