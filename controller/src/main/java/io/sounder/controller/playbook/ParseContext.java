package io.sounder.controller.playbook;

import io.sounder.controller.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What all parsers of one run share; immutable.
 *
 * @param reader reads files
 * @param modules all modules that exist, and what arguments they take
 * @param rolesPath folders with roles, after those beside the playbook
 * @param namer templates the file name of a static import with the variables known while parsing
 */
public record ParseContext(
        YamlReader reader,
        ModuleCatalog modules,
        List<Path> rolesPath,
        BiFunction<String, Map<String, @Nullable Object>, String> namer) {
    String fileName(String raw, Map<String, @Nullable Object> vars) {
        return raw.contains("{{") || raw.contains("{%") ? namer.apply(raw, vars) : raw;
    }
}
