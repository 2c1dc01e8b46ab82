package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, templated and under their main names.
 *
 * @param free the free-form text, or null
 */
public record Args(
        Map<String, @Nullable Object> values, @Nullable String free) {
    private static final Set<String> YES = Set.of("yes", "on", "1", "true", "1.0", "y", "t");
    private static final Set<String> NO = Set.of("no", "off", "0", "false", "0.0", "n", "f");

    public boolean has(String name) {
        return values.get(name) != null;
    }

    public Optional<Object> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** An argument as text; booleans and the like are written the Python way. */
    public Optional<String> text(String name) {
        return raw(name).map(PythonText::of);
    }

    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    /** An argument that the spec requires. */
    public String required(String name) {
        return text(name).orElseThrow(() -> new ModuleException("missing required arguments: " + name));
    }

    public boolean flag(String name, boolean fallback) {
        return raw(name).map(value -> flag(name, value)).orElse(fallback);
    }

    private static boolean flag(String name, Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        String text = PythonText.of(value).strip().toLowerCase(Locale.ROOT);
        if (YES.contains(text)) {
            return true;
        }
        if (NO.contains(text)) {
            return false;
        }
        throw new ModuleException("argument '" + name + "' is not a boolean: '" + text + "'");
    }

    public double number(String name, double fallback) {
        Optional<String> text = text(name);
        try {
            return text.map(one -> Double.parseDouble(one.strip())).orElse(fallback);
        } catch (NumberFormatException e) {
            throw new ModuleException("argument '" + name + "' is not a number: '" + text.orElse("") + "'", e);
        }
    }

    /** A list argument; text is split at commas. */
    public List<String> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        if (value instanceof List<?> many) {
            many.forEach(one -> items.add(PythonText.of(one)));
        } else {
            for (String one : PythonText.of(value).split(",", -1)) {
                if (!one.isBlank()) {
                    items.add(one.strip());
                }
            }
        }
        return items;
    }

    /** One of the allowed words. */
    public String choice(String name, String fallback, String... allowed) {
        String value = text(name, fallback);
        if (!List.of(allowed).contains(value)) {
            throw new ModuleException(
                    "value of " + name + " must be one of: " + String.join(", ", allowed) + ", got: " + value);
        }
        return value;
    }
}
