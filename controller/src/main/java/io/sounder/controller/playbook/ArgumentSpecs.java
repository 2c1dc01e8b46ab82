package io.sounder.controller.playbook;

import io.sounder.controller.base.Location;
import io.sounder.controller.yaml.YamlList;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a role says of its arguments, in {@code meta/argument_specs.yml} or under {@code argument_specs} in
 * {@code meta/main.yml}, as the task that validates them before the first task of the role.
 *
 * @param specs rules by the name of the file of tasks
 */
record ArgumentSpecs(YamlMap specs) {
    private static final String MODULE = "validate_argument_spec";

    /** The task, if the role has rules for the file of tasks that is used. */
    Optional<Step> task(RoleCall call, Role role, Place inside) {
        String entry = call.file("tasks").replaceFirst("\\.ya?ml$", "");
        if (!call.validate() || !(specs.get(entry) instanceof YamlMap spec)) {
            return Optional.empty();
        }
        String summary = StepParser.text(spec.get("short_description"));
        String name =
                "Validating arguments against arg spec '" + entry + "'" + (summary.isEmpty() ? "" : " - " + summary);
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        YamlNode options = spec.get("options");
        args.put("argument_spec", options == null || options.value() == null ? Map.of() : options.value());
        args.put("provided_arguments", call.params());
        args.put(
                "validate_args_context",
                Map.of(
                        "type",
                        "role",
                        "name",
                        role.name(),
                        "argument_spec_name",
                        entry,
                        "path",
                        role.folder().toString()));
        Location at = spec.at();
        YamlNode always = new YamlList(at, List.of(new YamlScalar(at, "always", "always")));
        Keywords keywords = inside.keywords().within(Map.of("tags", always));
        return Optional.of(new Step.Task(at, keywords, name, MODULE, MODULE, new TaskArgs(args, null), role));
    }

    /** The rules of a role; none if it has none. */
    static ArgumentSpecs of(Path folder, ParseContext context, Optional<Path> own, @Nullable YamlNode inMeta) {
        if (own.isPresent() && context.reader().readOne(own.get()) instanceof YamlMap file) {
            return file.get("argument_specs") instanceof YamlMap specs ? new ArgumentSpecs(specs) : none(folder);
        }
        return inMeta instanceof YamlMap specs ? new ArgumentSpecs(specs) : none(folder);
    }

    private static ArgumentSpecs none(Path folder) {
        return new ArgumentSpecs(new YamlMap(new Location(folder.toString(), 1, 1), List.of()));
    }
}
