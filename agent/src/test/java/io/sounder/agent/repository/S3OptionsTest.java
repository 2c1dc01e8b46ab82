package io.sounder.agent.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.testing.S3Server;
import io.sounder.agent.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each option of a bucket changes in the requests that reach the service. */
final class S3OptionsTest {
    private static final StoragePath FILE = StoragePath.of("file");
    /** 32 zero bytes, and the digest of those, as requests carry them. */
    private static final String CUSTOMER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final String CUSTOMER_KEY_MD5 = "cLyPS3KoaSFGi/joRB3OUQ==";

    @TempDir
    private Path folder;

    @Test
    void aTokenGoesWithEveryRequest() throws IOException {
        Map<String, Headers> requests = written(Map.of("REPO1_S3_TOKEN", "token-of-a-session"));

        assertThat(requests).containsOnlyKeys("PUT", "GET");
        requests.values().forEach(headers -> {
            assertThat(headers.getFirst("x-amz-security-token")).isEqualTo("token-of-a-session");
            assertThat(headers.getFirst("Authorization")).contains("x-amz-security-token", "/region-7/s3/");
        });
    }

    @Test
    void aKeyOfTheServiceEncryptsWhatIsWritten() throws IOException {
        Map<String, Headers> requests = written(Map.of("REPO1_S3_KMS_KEY_ID", "key-1"));

        assertThat(requests.get("PUT").getFirst("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(requests.get("PUT").getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
                .isEqualTo("key-1");
        assertThat(requests.get("GET")).doesNotContainKey("X-amz-server-side-encryption");
    }

    @Test
    void aKeyOfTheCustomerGoesWithReadsAndWrites() throws IOException {
        written(Map.of("REPO1_S3_SSE_CUSTOMER_KEY", CUSTOMER_KEY)).values().forEach(headers -> {
            String prefix = "x-amz-server-side-encryption-customer-";
            assertThat(headers.getFirst(prefix + "algorithm")).isEqualTo("AES256");
            assertThat(headers.getFirst(prefix + "key")).isEqualTo(CUSTOMER_KEY);
            assertThat(headers.getFirst(prefix + "key-MD5")).isEqualTo(CUSTOMER_KEY_MD5);
        });
    }

    @Test
    void tagsArePutOnWhatIsWritten() throws IOException {
        Map<String, Headers> requests = written(Map.of("REPO1_STORAGE_TAG", "site=north:team=a b"));

        assertThat(requests.get("PUT").getFirst("x-amz-tagging").split("&"))
                .containsExactlyInAnyOrder("site=north", "team=a%20b");
        assertThat(requests.get("GET")).doesNotContainKey("X-amz-tagging");
    }

    @Test
    void theRequesterMayPay() throws IOException {
        written(Map.of("REPO1_S3_REQUESTER_PAYS", "y"))
                .values()
                .forEach(headers ->
                        assertThat(headers.getFirst("x-amz-request-payer")).isEqualTo("requester"));
    }

    @Test
    void certificatesAreTrustedByFileOrFolderOrNotAskedFor() throws IOException {
        TestAuthority authority = TestAuthority.create(folder.resolve("tls"));
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        Files.copy(authority.certificate(), trusted.resolve("authority.pem"));
        try (S3Server server = S3Server.start(authority)) {
            Map<String, String> plain = Map.of(
                    "REPO1_S3_BUCKET", S3Server.BUCKET,
                    "REPO1_S3_REGION", S3Server.REGION,
                    "REPO1_S3_KEY", S3Server.KEY,
                    "REPO1_S3_KEY_SECRET", S3Server.SECRET,
                    "REPO1_STORAGE_PORT", String.valueOf(server.port()),
                    "REPO1_S3_ENDPOINT", "localhost");
            String file = authority.certificate().toString();

            assertThatThrownBy(() -> storage(plain).exists(FILE)).hasMessageContaining("unable to verify");
            for (Map<String, String> trust : List.of(
                    Map.of("REPO1_STORAGE_CA_FILE", file),
                    Map.of("REPO1_STORAGE_CA_PATH", trusted.toString()),
                    Map.of("REPO1_STORAGE_VERIFY_TLS", "n"),
                    Map.of("REPO1_S3_VERIFY_SSL", "n"))) {
                Map<String, String> options = new HashMap<>(plain);
                options.putAll(trust);
                assertThat(storage(options).exists(FILE)).as(trust.toString()).isFalse();
            }
        }
    }

    /** Writes a file and reads it; the headers of both requests by their method. */
    private Map<String, Headers> written(Map<String, String> options) throws IOException {
        Map<String, Headers> requests = new HashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, requests));
        server.start();
        try {
            Map<String, String> all = new HashMap<>(Map.of(
                    "REPO1_S3_BUCKET", "bucket",
                    "REPO1_S3_REGION", "region-7",
                    "REPO1_S3_KEY", "key",
                    "REPO1_S3_KEY_SECRET", "secret",
                    "REPO1_S3_ENDPOINT",
                            "http://127.0.0.1:" + server.getAddress().getPort()));
            all.putAll(options);
            Storage storage = storage(all);
            try (StorageWriter writer = storage.write(FILE, WriteMode.ATOMIC)) {
                writer.write('x');
                writer.commit();
            }
            try (var in = storage.read(FILE)) {
                assertThat(in.readAllBytes()).hasSize(1);
            }
            return requests;
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, Map<String, Headers> requests) throws IOException {
        requests.put(exchange.getRequestMethod(), exchange.getRequestHeaders());
        byte[] body = exchange.getRequestMethod().equals("GET") ? new byte[] {'x'} : new byte[0];
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("ETag", "\"9dd4e461268c8034f5c8564e155c67a6\"");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Storage storage(Map<String, String> options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGBACKREST_REPO1_TYPE", "s3",
                "PGBACKREST_REPO1_PATH", "/repo",
                "PGBACKREST_REPO1_S3_URI_STYLE", "path",
                "PGBACKREST_IO_TIMEOUT", "5"));
        options.forEach((name, value) -> environment.put("PGBACKREST_" + name, value));
        var config = new ConfigLoader(environment, folder).load(List.of("info", "--no-config"));
        return new S3Driver(config, 1).open(Log.silent());
    }
}
