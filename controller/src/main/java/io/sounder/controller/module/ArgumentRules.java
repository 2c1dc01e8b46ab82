package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a role's {@code argument_specs} ask of values: which are required, of what type, one of which choices, and the same
 * for the options of maps within. Collects one sentence for each thing that is wrong.
 */
final class ArgumentRules {
    private final List<String> errors = new ArrayList<>();

    /** What is wrong with the values, in the order of the rules. */
    static List<String> broken(Map<?, ?> options, Map<?, ?> given) {
        ArgumentRules rules = new ArgumentRules();
        rules.check(options, given, "");
        return rules.errors;
    }

    private void check(Map<?, ?> options, Map<?, ?> given, String where) {
        Map<Object, @Nullable Object> values = underMainNames(options, given);
        String found = where.isEmpty() ? "" : " found in " + where;
        List<String> missing = new ArrayList<>();
        options.forEach((name, rule) -> {
            if (rule instanceof Map<?, ?> map && isTrue(map.get("required")) && !values.containsKey(name)) {
                missing.add(String.valueOf(name));
            }
        });
        if (!missing.isEmpty()) {
            missing.sort(null);
            errors.add("missing required arguments: " + String.join(", ", missing) + found);
        }
        options.forEach((name, rule) -> {
            if (rule instanceof Map<?, ?> map && values.get(name) != null) {
                type(String.valueOf(name), map, values.get(name), found);
            }
        });
        options.forEach((name, rule) -> {
            if (rule instanceof Map<?, ?> map && values.get(name) != null) {
                choices(String.valueOf(name), map, values.get(name), found);
            }
        });
        options.forEach((name, rule) -> {
            if (rule instanceof Map<?, ?> map && map.get("options") instanceof Map<?, ?> inner) {
                within(inner, values.get(name), where.isEmpty() ? String.valueOf(name) : where + " -> " + name);
            }
        });
        unknown(options, given, where);
    }

    private static Map<Object, @Nullable Object> underMainNames(Map<?, ?> options, Map<?, ?> given) {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>(given);
        options.forEach((name, rule) -> {
            if (rule instanceof Map<?, ?> map && map.get("aliases") instanceof List<?> aliases) {
                aliases.stream()
                        .filter(given::containsKey)
                        .forEach(alias -> values.putIfAbsent(name, given.get(alias)));
            }
        });
        return values;
    }

    private static boolean isTrue(@Nullable Object value) {
        return value != null && new Args(Map.of("required", value), null).flag("required", false);
    }

    private void type(String name, Map<?, ?> rule, @Nullable Object value, String found) {
        ArgumentType type = ArgumentType.of(rule.get("type"));
        if (!type.takes(value)) {
            errors.add("argument '" + name + "'" + found + " is not of type " + type.word() + ": '"
                    + PythonText.of(value) + "'");
        } else if (type == ArgumentType.LIST && rule.get("elements") != null) {
            ArgumentType elements = ArgumentType.of(rule.get("elements"));
            for (Object item : ArgumentType.items(value)) {
                if (!elements.takes(item)) {
                    errors.add("an item of the argument '" + name + "'" + found + " is not of type " + elements.word()
                            + ": '" + PythonText.of(item) + "'");
                }
            }
        }
    }

    private void choices(String name, Map<?, ?> rule, @Nullable Object value, String found) {
        if (!(rule.get("choices") instanceof List<?> choices)) {
            return;
        }
        List<String> words = choices.stream().map(PythonText::of).toList();
        List<?> items = value instanceof List<?> list ? list : List.of(PythonText.of(value));
        for (Object item : items) {
            if (!words.contains(PythonText.of(item))) {
                errors.add("argument '" + name + "'" + found + " is one of " + String.join(", ", words) + ", not '"
                        + PythonText.of(item) + "'");
            }
        }
    }

    private void within(Map<?, ?> options, @Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            check(options, map, where);
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                within(options, item, where);
            }
        }
    }

    private void unknown(Map<?, ?> options, Map<?, ?> given, String where) {
        for (Object name : given.keySet()) {
            boolean known = options.containsKey(name)
                    || options.values().stream()
                            .anyMatch(rule -> rule instanceof Map<?, ?> map
                                    && map.get("aliases") instanceof List<?> aliases
                                    && aliases.contains(name));
            if (!known) {
                String path = where.isEmpty() ? "" : where.replace(" -> ", ".") + ".";
                errors.add("there is no argument '" + path + name + "'");
            }
        }
    }
}
