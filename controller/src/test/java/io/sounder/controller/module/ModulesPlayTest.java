package io.sounder.controller.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules without a counterpart to compare with: a playbook calls each and asserts what came of it. */
final class ModulesPlayTest {
    private static final Path FOLDER = Path.of("src/test/resources/modules").toAbsolutePath();

    @TempDir
    Path scratch;

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void doWhatTheyAreAskedFor() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/json",
                exchange ->
                        answer(exchange, 200, "application/json", "{\"x\": [1, 2]}".getBytes(StandardCharsets.UTF_8)));
        server.createContext(
                "/echo",
                exchange -> answer(
                        exchange, 201, "text/plain", exchange.getRequestBody().readAllBytes()));
        server.start();
        try {
            Invocation run = Invocation.of(
                    "play",
                    "-i",
                    "h1,",
                    "-c",
                    "local",
                    "-e",
                    "scratch=" + scratch + " bin=" + FOLDER.resolve("bin"),
                    "-e",
                    "server=http://127.0.0.1:" + server.getAddress().getPort(),
                    FOLDER.resolve("modules.yml").toString());
            assertThat(run.out()).doesNotContain("fatal: [h1]: FAILED! => {\"assertion\"");
            assertThat(run.code()).as(run.out() + run.err()).isZero();
        } finally {
            server.stop(0);
        }
        List<String> diary = Files.readAllLines(scratch.resolve("diary"));
        assertThat(diary)
                .contains("sysctl -w vm.swappiness=5", "modprobe -- no-such-module", "groupadd -g 4711 no-such-group")
                .anyMatch(line -> line.startsWith("apt-get ") && line.endsWith(" install missing-one"))
                .anyMatch(line -> line.startsWith("apt-get ") && line.endsWith(" remove --purge present-one"))
                .anyMatch(line -> line.startsWith("systemctl start") && line.endsWith("idle"))
                .anyMatch(line -> line.startsWith("useradd ") && line.endsWith("-G a,b -s /bin/sh -m no-such-user"));
    }
}
