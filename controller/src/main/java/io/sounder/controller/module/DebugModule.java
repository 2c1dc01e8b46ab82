package io.sounder.controller.module;

import io.sounder.controller.template.UndefinedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code debug}: shows a message or a variable; the same in check mode. */
final class DebugModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("msg", "var", "verbosity");
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (args.number("verbosity", 0) > 0 && args.number("verbosity", 0) > verbosity(call)) {
            return new ModuleResult(false, false, true, new LinkedHashMap<>(), Map.of(), List.of())
                    .with("skipped_reason", "Verbosity threshold not met.");
        }
        if (!args.has("var")) {
            return ModuleResult.of(false).with("msg", args.raw("msg").orElse("Hello world!"));
        }
        Object wanted = args.raw("var").orElse("");
        if (!(wanted instanceof String expression)) {
            return ModuleResult.of(false).with(PythonText.of(wanted), wanted);
        }
        try {
            return ModuleResult.of(false).with(expression, call.templar().expression(expression, call.scope()));
        } catch (UndefinedException e) {
            return ModuleResult.of(false).with(expression, "VARIABLE IS NOT DEFINED!");
        }
    }

    private static double verbosity(ModuleCall call) {
        return call.templar().value(call.scope().raw("ansible_verbosity"), call.scope()) instanceof Number number
                ? number.doubleValue()
                : 0;
    }
}
