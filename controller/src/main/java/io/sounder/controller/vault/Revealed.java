package io.sounder.controller.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that were decrypted so far, so that what is kept of a run can leave them out. Thread-safe. */
final class Revealed {
    /** Shorter texts occur everywhere by accident. */
    private static final int SHORTEST = 4;

    private final Set<String> texts = ConcurrentHashMap.newKeySet();

    /** Remembers each line, and of lines {@code name: value} the value alone. */
    void add(byte[] content) {
        new String(content, StandardCharsets.UTF_8).lines().map(String::strip).forEach(line -> {
            keep(line);
            keep(line.replaceFirst("^[^:=\\s]+\\s*[:=]\\s*", "").replaceAll("^['\"]|['\"]$", ""));
        });
    }

    private void keep(String text) {
        if (text.length() >= SHORTEST) {
            texts.add(text);
        }
    }

    /** The text with stars in place of every secret. */
    String hide(String text) {
        String hidden = text;
        List<String> longestFirst = new ArrayList<>(texts);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String secret : longestFirst) {
            hidden = hidden.replace(secret, "********");
        }
        return hidden;
    }
}
