package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a module. Each is written {@code name}, {@code name|alias|…}, with {@code !} at the end if required and
 * {@code ?} if it is known but only switched off, {@code +} if only switched on. Immutable.
 */
public final class ArgSpec {
    private final Map<String, String> names;
    private final List<String> required;
    private final Set<String> unsupported;
    private final Set<String> alwaysOn;
    private final boolean open;

    private ArgSpec(
            Map<String, String> names,
            List<String> required,
            Set<String> unsupported,
            Set<String> alwaysOn,
            boolean open) {
        this.alwaysOn = Set.copyOf(alwaysOn);
        this.names = Map.copyOf(names);
        this.required = List.copyOf(required);
        this.unsupported = Set.copyOf(unsupported);
        this.open = open;
    }

    static ArgSpec of(String... args) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Set<String> unsupported = new HashSet<>();
        Set<String> alwaysOn = new HashSet<>();
        for (String arg : args) {
            String[] all = arg.replaceAll("[!?+]$", "").split("\\|", -1);
            for (String name : all) {
                names.put(name, all[0]);
            }
            if (arg.endsWith("!")) {
                required.add(all[0]);
            }
            if (arg.endsWith("?")) {
                unsupported.add(all[0]);
            }
            if (arg.endsWith("+")) {
                alwaysOn.add(all[0]);
            }
        }
        return new ArgSpec(names, required, unsupported, alwaysOn, false);
    }

    /** Any argument at all, as for facts to set. */
    static ArgSpec any() {
        return new ArgSpec(Map.of(), List.of(), Set.of(), Set.of(), true);
    }

    /** These arguments and those of files: owner, group, mode and their like. */
    static ArgSpec ofFile(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "owner",
                "group",
                "mode",
                "unsafe_writes",
                "attributes|attr?",
                "selevel?",
                "serole?",
                "setype?",
                "seuser?"));
        return of(all.toArray(String[]::new));
    }

    /** What would be ignored is an error; what is switched off does not matter. */
    private void refuseUnsupported(String module, String name, String main, Object value) {
        if (isRefused(main, value)) {
            throw new ModuleException("option '" + name + "' of module '" + module + "' is not supported");
        }
    }

    /**
     * What is wrong with arguments before templates are evaluated.
     *
     * @param complete whether no more arguments can come
     */
    Optional<String> complaint(String module, Map<String, @Nullable Object> given, boolean complete) {
        if (open) {
            return Optional.empty();
        }
        for (Map.Entry<String, @Nullable Object> one : given.entrySet()) {
            String main = names.get(one.getKey());
            Object value = one.getValue();
            if (main == null) {
                return Optional.of("module '" + module + "' has no argument '" + one.getKey() + "'; it takes "
                        + String.join(", ", new TreeSet<>(names.values())));
            }
            if (value != null && !isTemplate(value) && isRefused(main, value)) {
                return Optional.of("argument '" + one.getKey() + "' of module '" + module + "' is not supported");
            }
        }
        List<String> missing = required.stream()
                .filter(name -> given.keySet().stream().noneMatch(one -> name.equals(names.get(one))))
                .toList();
        return missing.isEmpty() || !complete
                ? Optional.empty()
                : Optional.of("module '" + module + "' needs the argument '" + missing.getFirst() + "'");
    }

    private boolean isRefused(String main, Object value) {
        return (unsupported.contains(main) && !isOff(value)) || (alwaysOn.contains(main) && isOff(value));
    }

    private static boolean isTemplate(Object value) {
        return String.valueOf(value).contains("{{") || String.valueOf(value).contains("{%");
    }

    private static boolean isOff(Object value) {
        return PythonText.of(value).strip().toLowerCase(Locale.ROOT).matches("false|no|off|0|auto|");
    }

    /** The arguments under their main names, or a failure that names what is unknown or missing. */
    Map<String, @Nullable Object> checked(String module, Map<String, @Nullable Object> given) {
        if (open) {
            return given;
        }
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        TreeSet<String> unknown = new TreeSet<>();
        given.forEach((name, value) -> {
            String main = names.get(name);
            if (main == null) {
                unknown.add(name);
            } else if (value != null) {
                refuseUnsupported(module, name, main, value);
                args.put(main, value);
            }
        });
        if (!unknown.isEmpty()) {
            throw new ModuleException("Unsupported parameters for (" + module + ") module: "
                    + String.join(", ", unknown) + ". Supported parameters include: "
                    + String.join(", ", new TreeSet<>(names.values())) + ".");
        }
        List<String> missing =
                required.stream().filter(name -> !args.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new ModuleException("missing required arguments: " + String.join(", ", missing));
        }
        return args;
    }
}
