package io.sounder.agent.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page in docs/contracts. */
record Page(String text) {
    private static final String CALL = "| `";

    static Page of(String name) {
        Path root = Path.of(System.getProperty("sounder.root", ".."));
        try {
            return new Page(Files.readString(root.resolve("docs/contracts").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first cells of its table that are code, one for each row. */
    List<String> rows() {
        return text.lines()
                .filter(line -> line.startsWith(CALL))
                .map(line -> line.substring(CALL.length(), line.indexOf("` |")))
                .toList();
    }
}
