package io.sounder.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes texts apart without regular expressions: this runs at every start of the program. */
final class Words {
    private Words() {}

    /** The parts between separators; empty parts are left out. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(separator, from);
            if (to < 0) {
                to = text.length();
            }
            if (to > from) {
                parts.add(text.substring(from, to));
            }
            from = to + 1;
        }
        return parts;
    }

    /** The lines of a text, without empty ones and comments; continued lines are joined. */
    static List<String> lines(String text) {
        List<String> lines = split(text.replace("\n    + ", " "), '\n');
        lines.removeIf(line -> line.charAt(0) == '#');
        return lines;
    }

    /** The lines of a resource of this package, without empty ones and comments; continued lines are joined. */
    static List<String> resource(String name) {
        byte[] bytes;
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(name), name)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines(new String(bytes, StandardCharsets.UTF_8));
    }
}
