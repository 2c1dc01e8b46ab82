package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.template.expression.LiteralReader;
import io.sounder.controller.template.value.EvaluationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a program says of the inventory: it is called with {@code --list}, and, if its answer has no
 * {@code _meta.hostvars}, with {@code --host NAME} for every host.
 */
final class ScriptInventory {
    private final InventoryContent content;
    private final Path program;
    private final String folder;
    private final Consumer<String> warnings;
    private final Set<String> hosts = new LinkedHashSet<>();

    ScriptInventory(InventoryContent content, Path program, String folder, Consumer<String> warnings) {
        this.content = content;
        this.program = program;
        this.folder = folder;
        this.warnings = warnings;
    }

    void read() {
        Map<?, ?> answer = answer("--list");
        for (Map.Entry<?, ?> entry : answer.entrySet()) {
            if (!"_meta".equals(entry.getKey())) {
                group(String.valueOf(entry.getKey()), entry.getValue());
            }
        }
        Map<?, ?> meta = answer.get("_meta") instanceof Map<?, ?> map ? map : null;
        for (String host : hosts) {
            Object variables = meta == null
                    ? answer("--host", host)
                    : meta.get("hostvars") instanceof Map<?, ?> all ? all.get(host) : null;
            own(host).putAll(named(variables, "the variables of the host '" + host + "'"));
        }
    }

    private Map<String, @Nullable Object> own(String host) {
        return content.hosts().computeIfAbsent(host, name -> new LinkedHashMap<>());
    }

    private void group(String name, @Nullable Object body) {
        Group group = content.group(name);
        if (body instanceof List<?> names) {
            names.forEach(host -> host(group, host));
        } else if (body instanceof Map<?, ?> map) {
            boolean whole = map.containsKey("hosts") || map.containsKey("vars") || map.containsKey("children");
            if (whole) {
                list(name, "hosts", map).forEach(host -> host(group, host));
                group.put(named(map.get("vars"), "'vars' of the group '" + name + "'"));
                for (Object child : list(name, "children", map)) {
                    content.addChild(group, content.group(String.valueOf(child)), null);
                }
            } else {
                // An old form: a host of that name, with these variables.
                host(group, name);
                group.put(named(map, "the group '" + name + "'"));
            }
        } else {
            throw wrong("the group '" + name + "' is neither a map nor a list of hosts");
        }
    }

    private List<?> list(String group, String section, Map<?, ?> body) {
        Object value = body.get(section);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong("'" + section + "' of the group '" + group + "' is not a list");
    }

    private void host(Group group, @Nullable Object name) {
        String host = String.valueOf(name);
        content.addHost(group, host, program.toString(), folder);
        hosts.add(host);
    }

    private Map<String, @Nullable Object> named(@Nullable Object value, String what) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> variables.put(String.valueOf(key), item));
        } else if (value != null) {
            throw wrong(what + " are not a map");
        }
        return variables;
    }

    private ControllerException wrong(String what) {
        return new ControllerException(
                ExitCode.PARSE, "the answer of the inventory program '" + program + "' is not valid: " + what);
    }

    private Map<?, ?> answer(String... words) {
        String out = run(words);
        try {
            if (LiteralReader.json(out.isBlank() && words.length > 1 ? "{}" : out) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (EvaluationException e) {
            throw wrong("it is not JSON: " + e.getMessage());
        }
        throw wrong("it is not a map");
    }

    private String run(String... words) {
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            StringBuilder said = new StringBuilder();
            Thread reader = Thread.startVirtualThread(() -> said.append(text(process.getErrorStream())));
            String out = text(process.getInputStream());
            int code = process.waitFor();
            reader.join();
            if (code != 0) {
                String reason =
                        said.isEmpty() ? "" : ": " + said.toString().strip().replace("\n", "; ");
                throw new ControllerException(
                        ExitCode.PARSE,
                        "the inventory program '" + program + "' ended with exit code " + code + reason);
            }
            said.toString().lines().forEach(warnings);
            return out;
        } catch (IOException e) {
            throw new ControllerException(
                    ExitCode.PARSE, "cannot run the inventory program '" + program + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControllerException(ExitCode.INTERRUPTED, "interrupted while '" + program + "' ran", e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
