package io.sounder.controller.module;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code set_fact}: sets variables of the host; never changed, the same in check mode. */
final class SetFactModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.any();
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        call.args().values().forEach((name, value) -> {
            if (name.equals("cacheable")) {
                return;
            }
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new ModuleException("The variable name '" + name + "' is not valid. Variables must start with a"
                        + " letter or underscore character, and contain only letters, numbers and underscores.");
            }
            facts.put(name, value instanceof String text ? typed(text) : value);
        });
        if (facts.isEmpty()) {
            throw new ModuleException(
                    "No key/value pairs provided, at least one is required for this action to succeed");
        }
        return ModuleResult.of(false).withFacts(facts);
    }

    private static Object typed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> text;
        };
    }
}
