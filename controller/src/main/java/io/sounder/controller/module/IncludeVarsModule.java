package io.sounder.controller.module;

import io.sounder.controller.base.HashBehaviour;
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
import java.util.regex.Pattern;
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
                "extensions",
                "ignore_unknown_extensions",
                "hash_behaviour");
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        Optional<String> file = Optional.ofNullable(args.free()).or(() -> args.text("file"));
        List<Path> files = file.isPresent()
                ? List.of(call.files().get("vars", file.get()))
                : inFolder(call.files().get("vars", args.required("dir")), args);
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (Path one : files) {
            variables.putAll(read(one, call.templar().secrets()));
        }
        List<String> names = files.stream().map(Path::toString).toList();
        boolean merging =
                args.choice("hash_behaviour", "replace", "replace", "merge").equals("merge");
        if (merging && !args.has("name")) {
            variables.replaceAll((key, value) -> HashBehaviour.MERGE.combined(
                    call.scope().has(key) ? call.scope().raw(key) : null, value));
        }
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

    private static List<Path> inFolder(Path folder, Args args) {
        int depth = (int) args.number("depth", 0);
        List<String> endings = args.has("extensions") ? args.list("extensions") : List.of("yaml", "yml", "json");
        Optional<Pattern> matching = args.text("files_matching").map(text -> PythonRegex.compile(text, 0));
        List<Pattern> ignored = args.list("ignore_files").stream()
                .map(text -> Pattern.compile(text.replace(".", "\\.") + "$"))
                .toList();
        try (Stream<Path> files = Files.walk(folder, depth <= 0 ? Integer.MAX_VALUE : depth)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                boolean wanted = matching.map(one -> one.matcher(name).find()).orElse(true)
                        && ignored.stream().noneMatch(one -> one.matcher(name).lookingAt());
                boolean known = endings.contains(name.substring(name.lastIndexOf('.') + 1));
                if (wanted && !known && !args.flag("ignore_unknown_extensions", false)) {
                    throw new ModuleException(file + " does not have a valid extension: " + String.join(", ", endings));
                }
                if (wanted && known) {
                    found.add(file);
                }
            }
            return found;
        } catch (IOException e) {
            throw new ModuleException("cannot read the folder '" + folder + "': " + e.getMessage(), e);
        }
    }
}
