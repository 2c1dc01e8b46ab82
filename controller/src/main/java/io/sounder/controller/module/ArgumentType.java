package io.sounder.controller.module;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that a role's {@code argument_specs} give to arguments; text counts if it can be read as one. */
enum ArgumentType {
    STR,
    LIST,
    DICT,
    BOOL,
    INT,
    FLOAT,
    PATH,
    RAW,
    JSONARG,
    JSON,
    BYTES,
    BITS;

    static ArgumentType of(@Nullable Object name) {
        String word = name == null ? "str" : String.valueOf(name);
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ModuleException("there is no type '" + word + "' of arguments"));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(@Nullable Object value) {
        String text = value instanceof String string ? string.strip() : "";
        return switch (this) {
            case STR, PATH, RAW, JSON, JSONARG -> true;
            case LIST -> value instanceof List || value instanceof String || value instanceof Number;
            case DICT -> value instanceof Map || text.startsWith("{") || text.contains("=");
            case BOOL -> isFlag(value);
            case INT -> value instanceof Boolean || isWhole(value) || text.matches("[+-]?[0-9]+");
            case FLOAT -> value instanceof Number || value instanceof Boolean || isNumber(text);
            case BYTES, BITS ->
                value instanceof Number || text.matches("(?i)[0-9]+(\\.[0-9]+)? *([kmgtpezy]?(b|byte|bit)?s?)");
        };
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Number number && !(number instanceof Double || number instanceof Float);
    }

    private static boolean isNumber(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isFlag(@Nullable Object value) {
        try {
            new Args(Map.of("flag", Optional.ofNullable(value).orElse("")), null).flag("flag", false);
            return true;
        } catch (ModuleException e) {
            return false;
        }
    }

    /** The items of what a list argument takes. */
    static List<?> items(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list;
            case String text -> Arrays.asList(text.split(",", -1));
            case null, default -> List.of(String.valueOf(value));
        };
    }
}
