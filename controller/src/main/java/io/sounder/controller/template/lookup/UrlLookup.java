package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Truth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lookup of what an HTTP server answers, as lines or as one text. */
final class UrlLookup {
    private static final int GOOD = 200;
    private static final int BAD = 300;

    private UrlLookup() {}

    static @Nullable Lookup find(String name) {
        return name.equals("url") ? UrlLookup::answers : null;
    }

    private static List<@Nullable Object> answers(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> found = new ArrayList<>();
        boolean lines = Truth.of(options.getOrDefault("split_lines", true));
        for (Object term : terms) {
            String text = answer(Printing.str(term), options);
            if (lines) {
                text.lines().forEach(found::add);
            } else {
                found.add(text);
            }
        }
        return found;
    }

    private static String answer(String url, Map<String, @Nullable Object> options) {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<byte[]> answer = client.send(request(url, options), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() < GOOD || answer.statusCode() >= BAD) {
                throw new EvaluationException("'" + url + "' answered with HTTP status " + answer.statusCode());
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new EvaluationException("cannot read '" + url + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvaluationException("interrupted while '" + url + "' was read", e);
        }
    }

    private static HttpRequest request(String url, Map<String, @Nullable Object> options) {
        Object seconds = options.getOrDefault("timeout", 10L);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMillis((long) (Numbers.real(seconds) * 1000)));
        if (options.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> request.header(Printing.str(name), Printing.str(value)));
        }
        if (options.get("username") != null) {
            String login =
                    Printing.str(options.get("username")) + ":" + Printing.str(options.getOrDefault("password", ""));
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return request.build();
    }
}
