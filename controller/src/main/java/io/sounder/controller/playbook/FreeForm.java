package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits the {@code key=value} form of a task's arguments before anything is templated. Quotes and template marks keep
 * their content together.
 */
final class FreeForm {
    private static final Set<String> RAW = Set.of(
            "command",
            "shell",
            "script",
            "raw",
            "meta",
            "include_vars",
            "include_tasks",
            "import_tasks",
            "include_role",
            "import_role",
            "import_playbook",
            "add_host");
    private static final Set<String> COMMAND_OPTIONS = Set.of(
            "creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends");

    private FreeForm() {}

    /** Whether a module takes text that is no {@code key=value}. */
    static boolean takesText(String module) {
        return RAW.contains(module);
    }

    static TaskArgs parse(String module, String text, Location at) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        StringBuilder rest = new StringBuilder();
        boolean command = Set.of("command", "shell", "script", "raw").contains(module);
        for (Word word : words(text, at)) {
            int equals = word.equals;
            String key = equals < 0 ? "" : word.text.substring(0, equals).strip();
            if (equals > 0 && (command ? COMMAND_OPTIONS.contains(key) : key.matches("[A-Za-z_][A-Za-z0-9_]*"))) {
                named.put(key, unquoted(word.text.substring(equals + 1)));
            } else {
                rest.append(word.text).append(word.space);
            }
        }
        String free = rest.toString().strip();
        if (command && !free.isEmpty() && rest.toString().endsWith("\n")) {
            free += "\n";
        }
        if (!takesText(module) && (free.startsWith("{{") || free.startsWith("{%"))) {
            named.put(TaskArgs.VARIABLE, free);
            return new TaskArgs(named, null);
        }
        if (!free.isEmpty() && !takesText(module)) {
            throw ControllerException.at(
                    at, "module '" + module + "' takes key=value arguments only, but has '" + free + "'");
        }
        return new TaskArgs(named, free.isEmpty() ? null : free);
    }

    private record Word(String text, String space, int equals) {}

    private static List<Word> words(String text, Location at) {
        List<Word> words = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = wordEnd(text, start, at);
            int next = end;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            String word = text.substring(start, end);
            words.add(new Word(word, text.substring(end, next), equalsSign(word)));
            start = Math.max(next, start + 1);
        }
        return words;
    }

    /** The position of the first equals sign outside quotes and template marks, or -1. */
    private static int equalsSign(String word) {
        int equals = word.indexOf('=');
        for (int i = 0; i < equals; i++) {
            char c = word.charAt(i);
            if (c == '"' || c == '\'' || c == '{') {
                return -1;
            }
        }
        return equals;
    }

    private static int wordEnd(String text, int start, Location at) {
        char quote = 0;
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            String two = text.substring(i, Math.min(i + 2, text.length()));
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (two.equals("{{") || two.equals("{%") || two.equals("{#")) {
                depth++;
                i++;
            } else if (depth > 0 && (two.equals("}}") || two.equals("%}") || two.equals("#}"))) {
                depth--;
                i++;
            } else if ((c == '"' || c == '\'') && (i == start || text.charAt(i - 1) != '\\')) {
                quote = c;
            } else if (depth == 0 && Character.isWhitespace(c)) {
                return i;
            }
        }
        if (quote != 0 || depth > 0) {
            throw ControllerException.at(at, "unbalanced quotes or template marks in the arguments '" + text + "'");
        }
        return text.length();
    }

    private static String unquoted(String value) {
        String text = value.strip();
        if (text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(0) == text.charAt(text.length() - 1)
                && text.charAt(text.length() - 2) != '\\') {
            return text.substring(1, text.length() - 1);
        }
        return text;
    }
}
