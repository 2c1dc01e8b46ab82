package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words by the quoting rules of POSIX, without expanding anything. */
final class Words {
    private Words() {}

    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == '\'') {
                quote = c == '\'' ? 0 : quote;
                word.append(c == '\'' ? "" : String.valueOf(c));
            } else if (c == '\\' && i + 1 < text.length() && (quote == 0 || "\\\"".indexOf(text.charAt(i + 1)) >= 0)) {
                word.append(text.charAt(++i));
                started = true;
            } else if (quote == '"') {
                quote = c == '"' ? 0 : quote;
                word.append(c == '"' ? "" : String.valueOf(c));
            } else if (c == '"' || c == '\'') {
                quote = c;
                started = true;
            } else if (Character.isWhitespace(c)) {
                if (started) {
                    words.add(word.toString());
                }
                word.setLength(0);
                started = false;
            } else {
                word.append(c);
                started = true;
            }
        }
        if (quote != 0) {
            throw new ModuleException("No closing quotation in the command '" + text + "'");
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}
