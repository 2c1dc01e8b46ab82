package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code get_url} and {@code uri} have in common. */
final class Http {
    private Http() {}

    /** The wanted headers as lines. */
    static List<String> headers(Args args) {
        List<String> headers = new ArrayList<>();
        if (args.raw("headers").orElse(null) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.add(name + ": " + PythonText.of(value)));
        } else {
            for (String pair : args.list("headers")) {
                headers.add(pair.replaceFirst(":", ": "));
            }
        }
        return headers;
    }

    /** Lines {@code name=value}. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                pairs.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return pairs;
    }
}
