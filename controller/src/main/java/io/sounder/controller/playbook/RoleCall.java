package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a play asks for a role.
 *
 * @param name as written
 * @param from part of the role ({@code tasks}, {@code vars}, {@code defaults}, {@code handlers}) to the file that is read
 *     instead of {@code main}
 * @param params extra keys of the role entry
 * @param vars variables that come with the role
 * @param use what tells this entry from others of the same role; empty if every use counts
 * @param validate whether its arguments are held against its rules
 */
public record RoleCall(
        String name,
        Map<String, String> from,
        Map<String, @Nullable Object> params,
        Map<String, @Nullable Object> vars,
        String use,
        boolean validate) {
    private static final Set<String> PARTS = Set.of("tasks", "vars", "defaults", "handlers");
    private static final Set<String> OF_INCLUDES = Set.of("public", "apply", "allow_duplicates");

    /** A call as the arguments of {@code include_role} or {@code import_role} write it. */
    public static RoleCall of(Map<?, ?> args, Map<String, @Nullable Object> vars, String module, Location at) {
        Map<String, String> from = new LinkedHashMap<>();
        Object name = "";
        boolean validate = true;
        for (Map.Entry<?, ?> arg : args.entrySet()) {
            String key = String.valueOf(arg.getKey());
            Object value = arg.getValue();
            if (key.equals("name") || key.equals("role")) {
                name = value == null ? "" : value;
            } else if (key.endsWith("_from") && PARTS.contains(key.substring(0, key.length() - 5))) {
                from.put(key.substring(0, key.length() - 5), String.valueOf(value));
            } else if (key.equals("rolespec_validate")) {
                validate = !String.valueOf(value).matches("(?i)false|no|off|0");
            } else if (!OF_INCLUDES.contains(key) || (module.equals("import_role") && key.matches("public|apply"))) {
                throw ControllerException.at(at, "option '" + key + "' of '" + module + "' is not supported");
            }
        }
        return new RoleCall(String.valueOf(name), from, Map.of(), vars, "", validate);
    }

    String file(String part) {
        return from.getOrDefault(part, "main");
    }
}
