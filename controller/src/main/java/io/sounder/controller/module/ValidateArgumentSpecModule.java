package io.sounder.controller.module;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code validate_argument_spec}: holds variables against rules such as those of a role. Changes nothing. */
final class ValidateArgumentSpecModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("argument_spec!", "provided_arguments", "validate_args_context");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        Map<?, ?> options = map(args, "argument_spec");
        Map<Object, @Nullable Object> given = new LinkedHashMap<>();
        for (Object name : options.keySet()) {
            if (call.scope().has(String.valueOf(name))) {
                given.put(name, call.templar().value(call.scope().raw(String.valueOf(name)), call.scope()));
            }
        }
        given.putAll(map(args, "provided_arguments"));
        List<String> errors = ArgumentRules.broken(options, given);
        ModuleResult result = errors.isEmpty()
                ? ModuleResult.of(false).with("msg", "The arguments keep to their specification")
                : ModuleResult.failure("Validation of arguments failed:\n" + String.join("\n", errors))
                        .with("argument_errors", errors)
                        .with("argument_spec_data", options);
        return result.with("validate_args_context", map(args, "validate_args_context"));
    }

    private static Map<?, ?> map(Args args, String name) {
        Object value = args.raw(name).orElse(Map.of());
        if (!(value instanceof Map<?, ?> map)) {
            throw new ModuleException("argument '" + name + "' is no map: '" + PythonText.of(value) + "'");
        }
        return map;
    }
}
