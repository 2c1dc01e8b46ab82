package io.sounder.agent.exporter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Answers HTTP requests for the metrics at one address, in the format that is asked for. */
final class MetricsServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;

    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /** Listens at once. Throws when the address is taken or not of this machine. */
    static MetricsServer listen(InetSocketAddress address, String path, PrometheusRegistry registry)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext(path, exchange -> metrics(exchange, path, registry));
        server.createContext("/", exchange -> frontPage(exchange, path));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new MetricsServer(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void metrics(HttpExchange exchange, String path, PrometheusRegistry registry) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, NOT_FOUND, "text/plain; charset=utf-8", bytes("not found\n"));
            return;
        }
        ExpositionFormatWriter writer =
                writer(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                        .orElse(""));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.write(body, registry.scrape());
        answer(exchange, OK, writer.getContentType(), body.toByteArray());
    }

    private static ExpositionFormatWriter writer(String accept) {
        OpenMetricsTextFormatWriter open = OpenMetricsTextFormatWriter.create();
        return open.accepts(accept) ? open : PrometheusTextFormatWriter.create();
    }

    private static void frontPage(HttpExchange exchange, String path) throws IOException {
        boolean front = exchange.getRequestURI().getPath().equals("/");
        String page = "<!DOCTYPE html><title>pgBackRest exporter</title><h1>pgBackRest exporter</h1><p><a href=\""
                + path + "\">Metrics</a></p>\n";
        answer(exchange, front ? OK : NOT_FOUND, "text/html; charset=utf-8", bytes(front ? page : "not found\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.sendResponseHeaders(WRONG_METHOD, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type);
            if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
