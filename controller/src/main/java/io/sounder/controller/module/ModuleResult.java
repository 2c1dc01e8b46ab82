package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module did. Immutable by convention: whoever adds something makes a new one.
 *
 * @param values what {@code register} gives besides the flags
 * @param facts variables to set on the host
 * @param diffs for {@code --diff}
 */
public record ModuleResult(
        boolean changed,
        boolean failed,
        boolean skipped,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> facts,
        List<Diff> diffs) {
    private static final String INVOCATION = "invocation";

    public static ModuleResult of(boolean changed) {
        return new ModuleResult(changed, false, false, new LinkedHashMap<>(), Map.of(), List.of());
    }

    public static ModuleResult failure(String message) {
        return new ModuleResult(false, true, false, Map.of(), Map.of(), List.of()).with("msg", message);
    }

    public static ModuleResult skip(String message) {
        return new ModuleResult(false, false, true, Map.of(), Map.of(), List.of()).with("msg", message);
    }

    public ModuleResult with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new ModuleResult(changed, failed, skipped, more, facts, diffs);
    }

    public ModuleResult withAll(Map<String, ? extends @Nullable Object> others) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.putAll(others);
        return new ModuleResult(changed, failed, skipped, more, facts, diffs);
    }

    public ModuleResult with(Diff diff) {
        List<Diff> more = new ArrayList<>(diffs);
        more.add(diff);
        return new ModuleResult(changed, failed, skipped, values, facts, more);
    }

    public ModuleResult withFacts(Map<String, @Nullable Object> set) {
        return new ModuleResult(changed, failed, skipped, values, set, diffs);
    }

    public ModuleResult failing(boolean nowFailed) {
        return new ModuleResult(changed, nowFailed, skipped, values, facts, diffs);
    }

    public ModuleResult changing(boolean nowChanged) {
        return new ModuleResult(nowChanged, failed, skipped, values, facts, diffs);
    }

    /** What the module was given; shown to whoever watches closely, and not registered. */
    public ModuleResult withInvocation(Map<String, Object> given) {
        return given.isEmpty() ? this : with(INVOCATION, given);
    }

    @SuppressWarnings("unchecked") // Only the method above puts it there.
    public Map<String, Object> invocation() {
        Object given = values.get(INVOCATION);
        return given == null ? Map.of() : (Map<String, Object>) given;
    }

    /** The result as {@code register} keeps it. */
    public Map<String, @Nullable Object> registered() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.remove(INVOCATION);
        all.put("changed", changed);
        all.put("failed", failed);
        if (skipped) {
            all.put("skipped", true);
        }
        if (!facts.isEmpty()) {
            all.put("ansible_facts", facts);
        }
        if (!diffs.isEmpty()) {
            all.put("diff", diffs.stream().map(ModuleResult::plain).toList());
        }
        return all;
    }

    private static Map<String, Object> plain(Diff diff) {
        return Map.of(
                "before",
                diff.before(),
                "after",
                diff.after(),
                "before_header",
                diff.beforeName(),
                "after_header",
                diff.afterName());
    }
}
