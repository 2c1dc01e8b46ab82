package io.sounder.controller.inventory;

import java.util.ArrayList;
import java.util.List;

/** Splits a line at blanks as a shell does: quotes and backslashes keep words together, {@code #} begins a comment. */
final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean open;
    private int position;

    private ShellWords(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException if a quote is not closed */
    static List<String> split(String line) {
        return new ShellWords(line).all();
    }

    private List<String> all() {
        while (position < line.length() && line.charAt(position) != '#') {
            next(line.charAt(position));
            position++;
        }
        end();
        return words;
    }

    private void next(char c) {
        switch (c) {
            case '\'', '"' -> quoted(c);
            case '\\' -> {
                position++;
                add(position < line.length() ? line.charAt(position) : c);
            }
            default -> {
                if (Character.isWhitespace(c)) {
                    end();
                } else {
                    add(c);
                }
            }
        }
    }

    private void add(char c) {
        word.append(c);
        open = true;
    }

    private void end() {
        if (open) {
            words.add(word.toString());
            word.setLength(0);
            open = false;
        }
    }

    private void quoted(char quote) {
        open = true;
        for (position++; position < line.length(); position++) {
            char c = line.charAt(position);
            if (c == quote) {
                return;
            }
            if (c == '\\'
                    && quote == '"'
                    && position + 1 < line.length()
                    && "\"\\".indexOf(line.charAt(position + 1)) >= 0) {
                position++;
                c = line.charAt(position);
            }
            word.append(c);
        }
        throw new IllegalArgumentException("a quote is not closed");
    }
}
