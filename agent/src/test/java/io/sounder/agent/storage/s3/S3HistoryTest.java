package io.sounder.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sounder.agent.base.Log;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bucket with versions at several times; the service gives out one entry a page. */
class S3HistoryTest {
    private static final List<Version> VERSIONS = List.of(
            new Version("repo/a/changed", "3", "2026-01-03T00:00:00.000Z", "third"),
            new Version("repo/a/changed", "2", "2026-01-02T00:00:00.700Z", "second"),
            new Version("repo/a/changed", "1", "2026-01-01T00:00:00.000Z", "first"),
            new Version("repo/a/changed-not", "4", "2026-01-01T00:00:00.000Z", "other"),
            new Version("repo/a/deleted", "6", "2026-01-02T00:00:00.000Z", ""),
            new Version("repo/a/deleted", "5", "2026-01-01T00:00:00.000Z", "gone"),
            new Version("repo/a/folder/file", "7", "2026-01-01T00:00:00.000Z", "deep"),
            new Version("repo/a/young", "8", "2026-01-03T00:00:00.000Z", "young"));

    private HttpServer server;

    /** @param content empty for a deletion */
    private record Version(String key, String id, String time, String content) {
        String xml(boolean latest) {
            String rest = "<Key>" + key + "</Key><VersionId>" + id + "</VersionId><IsLatest>" + latest
                    + "</IsLatest><LastModified>" + time + "</LastModified>";
            return content.isEmpty()
                    ? "<DeleteMarker>" + rest + "</DeleteMarker>"
                    : "<Version>" + rest + "<Size>" + content.length() + "</Size></Version>";
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsWhatWasThereAtATime() throws IOException {
        Storage early = asOf("2026-01-01T12:00:00Z");
        assertThat(names(early)).containsExactly("changed", "changed-not", "deleted", "folder");
        assertThat(content(early, "a/changed")).isEqualTo("first");
        assertThat(content(early, "a/deleted")).isEqualTo("gone");

        // The second itself counts, whatever its fractions.
        Storage second = asOf("2026-01-02T00:00:00Z");
        assertThat(names(second)).containsExactly("changed", "changed-not", "folder");
        assertThat(content(second, "a/changed")).isEqualTo("second");
        assertThat(second.info(new StoragePath("a/changed")).orElseThrow().size())
                .isEqualTo(6);
        assertThat(second.info(new StoragePath("a/young"))).isEmpty();
        assertThat(second.info(new StoragePath("a/folder")).orElseThrow().kind())
                .isEqualTo(StorageEntry.Kind.PATH);
        assertThatThrownBy(() -> content(second, "a/deleted")).hasMessageContaining("unable to open missing file");

        assertThat(names(asOf("2026-02-01T00:00:00Z"))).containsExactly("changed", "changed-not", "folder", "young");
        assertThat(names(asOf("2025-01-01T00:00:00Z"))).containsExactly("folder");
    }

    @Test
    void readsPartsAndChangesNothing() throws IOException {
        Storage storage = asOf("2026-01-02T00:00:00Z");
        try (InputStream in = storage.read(new StoragePath("a/changed"), 2, 3)) {
            assertThat(in.readAllBytes()).asString().isEqualTo("con");
        }
        assertThatThrownBy(() -> storage.remove(new StoragePath("a/changed"))).hasMessageContaining("is read as of");
        assertThatThrownBy(() -> storage.write(new StoragePath("a/new"), WriteMode.ATOMIC))
                .hasMessageContaining("is read as of");
    }

    private Storage asOf(String time) {
        S3Settings settings = new S3Settings(
                "bucket",
                "/repo",
                "us-east-1",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                true,
                new S3Login.Shared("key", "secret", Optional.empty()),
                new S3Settings.S3Connection(Optional.empty(), true, Optional.empty(), Optional.empty()),
                new S3Settings.S3Protection(Optional.empty(), Optional.empty()),
                5 << 20,
                Duration.ofSeconds(5),
                false,
                Map.of());
        return S3Storage.asOf(Instant.parse(time), settings, Log.silent());
    }

    private static List<String> names(Storage storage) {
        return storage.names(new StoragePath("a"));
    }

    private static String content(Storage storage, String path) throws IOException {
        try (InputStream in = storage.read(new StoragePath(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        byte[] body;
        int code = 200;
        if (query.containsKey("versions")) {
            body = list(query).getBytes(StandardCharsets.UTF_8);
        } else {
            body = VERSIONS.stream()
                    .filter(each -> each.id.equals(query.get("versionId")))
                    .findFirst()
                    .orElseThrow()
                    .content
                    .getBytes(StandardCharsets.UTF_8);
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (range != null) {
                String[] ends = range.substring("bytes=".length()).split("-", -1);
                body = java.util.Arrays.copyOfRange(body, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
                code = 206;
            }
        }
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** A page with one version behind the markers; folders come with the last page. */
    private static String list(Map<String, String> query) {
        String prefix = query.get("prefix");
        TreeSet<String> folders = new TreeSet<>();
        List<Version> files = VERSIONS.stream()
                .filter(each -> each.key.startsWith(prefix))
                .filter(each -> {
                    int slash = each.key.indexOf('/', prefix.length());
                    if (slash >= 0) {
                        folders.add(each.key.substring(0, slash + 1));
                    }
                    return slash < 0;
                })
                .toList();
        int from = 0;
        while (query.containsKey("version-id-marker") && !files.get(from++).id.equals(query.get("version-id-marker"))) {
            assertThat(from).isLessThan(files.size());
        }
        boolean more = from + 1 < files.size();
        String entry = from < files.size() ? files.get(from).xml(false) : "";
        String below = more
                ? "<NextKeyMarker>" + files.get(from).key + "</NextKeyMarker><NextVersionIdMarker>" + files.get(from).id
                        + "</NextVersionIdMarker>"
                : folders.stream()
                        .map(each -> "<CommonPrefixes><Prefix>" + each + "</Prefix></CommonPrefixes>")
                        .reduce("", String::concat);
        return "<?xml version=\"1.0\"?><ListVersionsResult><IsTruncated>" + more + "</IsTruncated>" + entry + below
                + "</ListVersionsResult>";
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
        }
        return query;
    }
}
