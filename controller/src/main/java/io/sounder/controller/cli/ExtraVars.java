package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.HashBehaviour;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code -e}: {@code k=v} words, a map in JSON or YAML, or {@code @file}. */
final class ExtraVars {
    private ExtraVars() {}

    static Map<String, @Nullable Object> parse(List<String> options, YamlReader reader, HashBehaviour maps) {
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        for (String option : options) {
            String text = option.strip();
            if (text.startsWith("@")) {
                maps.add(vars, file(text.substring(1), reader));
            } else if (text.startsWith("{") || text.startsWith("[")) {
                maps.add(vars, map(reader.readText("<-e>", text).getFirst()));
            } else {
                words(text, vars);
            }
        }
        return vars;
    }

    private static Map<String, @Nullable Object> file(String name, YamlReader reader) {
        Path file = Path.of(name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
        if (!Files.isRegularFile(file)) {
            throw new ControllerException(
                    ExitCode.ERROR, "the file of extra variables '" + name + "' could not be found");
        }
        return map(reader.readOne(file));
    }

    private static Map<String, @Nullable Object> map(YamlNode node) {
        if (node instanceof YamlMap map) {
            return map.variables();
        }
        throw new ControllerException(
                ExitCode.USAGE, node.at() + ": extra variables must be a map, but this is " + node.kind());
    }

    private static void words(String text, Map<String, @Nullable Object> vars) {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char c : (text + " ").toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    put(word.toString(), vars);
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new ControllerException(ExitCode.USAGE, "unbalanced quotes in the extra variables '" + text + "'");
        }
    }

    private static void put(String word, Map<String, @Nullable Object> vars) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw new ControllerException(
                    ExitCode.USAGE, "extra variables must be key=value, a map, or @file, but this is '" + word + "'");
        }
        vars.put(word.substring(0, equals), word.substring(equals + 1));
    }
}
