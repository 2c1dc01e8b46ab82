package io.sounder.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.testing.FaultyProxy;
import io.sounder.agent.testing.RecordingLog;
import io.sounder.agent.testing.S3Server;
import io.sounder.agent.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is busy, away, strange or strict. */
class S3FaultsTest {
    private static final StoragePath FILE = StoragePath.of("file");
    private static final int PART = 5 << 20;

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static S3Server server;

    private final RecordingLog log = new RecordingLog();
    private FaultyProxy proxy;

    @BeforeAll
    static void start() {
        authority = TestAuthority.create(folder.resolve("tls"));
        server = S3Server.start(authority);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void startProxy() {
        proxy = FaultyProxy.start(server.plainPort());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private Storage storage(String bucket, String secret, URI endpoint, Optional<Path> authorities) {
        return storage(bucket, new S3Login.Shared(S3Server.KEY, secret, Optional.empty()), endpoint, authorities);
    }

    private Storage storage(String bucket, S3Login login, URI endpoint, Optional<Path> authorities) {
        return S3Storage.open(
                new S3Settings(
                        bucket,
                        "/faults",
                        S3Server.REGION,
                        endpoint,
                        true,
                        login,
                        new S3Settings.S3Connection(
                                Optional.empty(), true, authorities.map(Path::toString), Optional.empty()),
                        new S3Settings.S3Protection(Optional.empty(), Optional.empty()),
                        PART,
                        Duration.ofMillis(2500),
                        false,
                        Map.of()),
                log);
    }

    private Storage storage() {
        return storage(S3Server.BUCKET, S3Server.SECRET, proxied(), Optional.empty());
    }

    private URI proxied() {
        return URI.create("http://localhost:" + proxy.port());
    }

    private List<String> retries() {
        return log.text().lines().filter(line -> line.contains("retry after")).toList();
    }

    @Test
    void aBusyServiceIsAskedAgain() throws IOException {
        proxy.busy().busy().busy();
        write(storage(), new byte[] {1, 2, 3});
        assertThat(retries()).hasSize(3).allMatch(line -> line.contains("[503] SlowDown: Please reduce."));
        assertThat(content(storage())).containsExactly(1, 2, 3);
    }

    @Test
    void aServiceThatStaysBusyIsAnErrorThatCounts() {
        proxy.alwaysBusy();
        AgentException error =
                catchThrowableOfType(AgentException.class, () -> storage().exists(FILE));
        assertThat(error.code()).isEqualTo(ErrorCode.SERVICE);
        assertThat(error.text())
                .contains("'/faults/file'", "bucket 'bucket'", "after " + proxy.connections() + " attempts", "[503]");
        assertThat(proxy.connections()).isBetween(4, 8);
        assertThat(retries()).hasSize(proxy.connections() - 1);
    }

    @Test
    void aDownloadThatIsCutGoesOnWhereItWas() throws IOException {
        byte[] big = new byte[3_000_000];
        new Random(2).nextBytes(big);
        write(storage(), big);
        FaultyProxy cutting = FaultyProxy.start(server.plainPort())
                .cutAnswer(1_000_000)
                .cutAnswer(900_000)
                .cutAnswer(10);
        URI endpoint = URI.create("http://localhost:" + cutting.port());
        try (cutting) {
            assertThat(content(storage(S3Server.BUCKET, S3Server.SECRET, endpoint, Optional.empty())))
                    .isEqualTo(big);
        }
        assertThat(cutting.connections()).isEqualTo(4);
    }

    @Test
    void anUploadThatIsCutIsSentAgain() throws IOException {
        byte[] big = new byte[2 * PART + 1];
        new Random(3).nextBytes(big);
        proxy.cutRequest(100_000).cutRequest(2_000_000);
        write(storage(), big);
        assertThat(content(storage())).isEqualTo(big);
        assertThat(retries()).isNotEmpty();
        assertThat(server.openUploads()).isZero();
    }

    @Test
    void aWrongSecretIsSaidAtOnceWithoutShowingIt() {
        Storage wrong = storage(S3Server.BUCKET, "another-secret", proxied(), Optional.empty());
        AgentException read = catchThrowableOfType(AgentException.class, () -> wrong.read(FILE));
        assertThat(read.code()).isEqualTo(ErrorCode.PROTOCOL);
        assertThat(read.text()).contains("[403] SignatureDoesNotMatch", "HINT: ", "repo-s3-key-secret");
        AgentException info = catchThrowableOfType(AgentException.class, () -> wrong.info(FILE));
        assertThat(info.text()).contains("[403] SignatureDoesNotMatch").doesNotContain("another-secret");
        assertThat(retries()).isEmpty();
    }

    @Test
    void keysMayComeFromACommand() throws IOException {
        String keys = "{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\"}"
                .formatted(S3Server.KEY, S3Server.SECRET);
        S3Login printed = new S3Login.Command(List.of("/bin/echo", keys));
        write(storage(S3Server.BUCKET, printed, proxied(), Optional.empty()), new byte[] {7});
        assertThat(content(storage())).containsExactly(7);

        Storage failing =
                storage(S3Server.BUCKET, new S3Login.Command(List.of("/bin/false")), proxied(), Optional.empty());
        AgentException error = catchThrowableOfType(AgentException.class, () -> failing.exists(FILE));
        assertThat(error.text()).contains("repo-s3-process-cmd gave no keys");
    }

    @Test
    void aMissingBucketIsNotAMissingFile() {
        Storage nowhere = storage("no-such-bucket", S3Server.SECRET, proxied(), Optional.empty());
        for (AgentException error : List.of(
                catchThrowableOfType(AgentException.class, () -> nowhere.read(FILE)),
                catchThrowableOfType(AgentException.class, () -> nowhere.exists(FILE)),
                catchThrowableOfType(AgentException.class, () -> nowhere.list(StoragePath.ROOT)),
                catchThrowableOfType(AgentException.class, () -> write(nowhere, new byte[1])))) {
            assertThat(error.code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(error.text()).contains("NoSuchBucket", "bucket 'no-such-bucket'", "HINT: create the bucket");
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefusedAtOnce() {
        Storage strange = storage(
                S3Server.BUCKET, S3Server.SECRET, URI.create("https://localhost:" + server.port()), Optional.empty());
        AgentException error = catchThrowableOfType(AgentException.class, () -> strange.exists(FILE));
        assertThat(error.code()).isEqualTo(ErrorCode.CRYPTO);
        assertThat(error.text()).contains("unable to verify the certificate", "localhost", "repo-storage-ca-file");
        assertThat(retries()).isEmpty();
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        URI other = URI.create("https://127.0.0.2:" + server.port());
        Storage strange = storage(S3Server.BUCKET, S3Server.SECRET, other, Optional.of(authority.certificate()));
        AgentException error = catchThrowableOfType(AgentException.class, () -> strange.exists(FILE));
        assertThat(error.code()).isIn(ErrorCode.CRYPTO, ErrorCode.HOST_CONNECT);
    }

    @Test
    void nobodyThereIsAnErrorAfterSomeTime() throws IOException {
        // Bound and not listened on: nobody else can answer there either.
        try (Socket reserved = new Socket()) {
            reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://localhost:" + reserved.getLocalPort());
            Storage storage = storage(S3Server.BUCKET, S3Server.SECRET, nobody, Optional.empty());
            AgentException error = catchThrowableOfType(AgentException.class, () -> storage.exists(FILE));
            assertThat(error.code()).isEqualTo(ErrorCode.HOST_CONNECT);
            assertThat(error.text()).contains("unable to connect", "attempts");
        }
    }

    private static void write(Storage storage, byte[] content) throws IOException {
        try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
            writer.write(content);
            writer.commit();
        }
    }

    private static byte[] content(Storage storage) throws IOException {
        try (InputStream in = storage.read(FILE)) {
            return in.readAllBytes();
        }
    }
}
