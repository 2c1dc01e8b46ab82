package io.sounder.controller.module;

import io.sounder.controller.vault.VaultSecrets;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code include_vars}: variables of a file or folder of the controller; the same in check mode. */
final class IncludeVarsModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "file",
                "dir",
                "name",
                "depth",
                "files_matching",
                "ignore_files",
                "extensions?",
                "ignore_unknown_extensions?",
                "hash_behaviour");
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        for (String option : List.of("depth", "files_matching", "ignore_files", "hash_behaviour")) {
            if (args.has(option)) {
                throw new ModuleException(option + " is not supported");
            }
        }
        Optional<String> file = Optional.ofNullable(args.free()).or(() -> args.text("file"));
        List<Path> files = file.isPresent()
                ? List.of(call.files().get("vars", file.get()))
                : inFolder(call.files().get("vars", args.required("dir")));
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (Path one : files) {
            variables.putAll(read(one, call.templar().secrets()));
        }
        List<String> names = files.stream().map(Path::toString).toList();
        Map<String, @Nullable Object> facts = variables;
        if (args.has("name")) {
            facts = new LinkedHashMap<>();
            facts.put(args.required("name"), variables);
        }
        return ModuleResult.of(false).with("ansible_included_var_files", names).withFacts(facts);
    }

    private static Map<String, @Nullable Object> read(Path file, VaultSecrets secrets) {
        YamlNode node = new YamlReader(warning -> {}, secrets).readOne(file);
        if (node instanceof YamlMap map) {
            return map.variables();
        }
        if (node.value() == null) {
            return Map.of();
        }
        throw new ModuleException(file + " must be stored as a dictionary/hash");
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new ModuleException("cannot read the folder '" + folder + "': " + e.getMessage(), e);
        }
    }
}
