package io.sounder.controller.base;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a variable that is a map when a stronger place gives it too: the setting {@code hash_behaviour}. */
public enum HashBehaviour {
    /** The stronger value counts alone. */
    REPLACE,
    /** Maps are joined key by key, however deep; the stronger one wins where both have a key. */
    MERGE;

    /** The value that comes of a weaker and a stronger one. */
    public @Nullable Object combined(@Nullable Object weaker, @Nullable Object stronger) {
        if (this == REPLACE || !isMap(weaker) || !isMap(stronger)) {
            return stronger;
        }
        Map<Object, @Nullable Object> joined = entries(weaker);
        entries(stronger).forEach((key, value) -> joined.put(key, combined(joined.get(key), value)));
        return joined;
    }

    /** Adds variables to weaker ones. */
    public void add(Map<String, @Nullable Object> into, Map<String, ? extends @Nullable Object> stronger) {
        stronger.forEach((name, value) -> into.put(name, combined(into.get(name), value)));
    }

    /** Whether a value can be joined with another. */
    public static boolean isMap(@Nullable Object value) {
        return value instanceof Map || (value instanceof Verbatim verbatim && verbatim.value() instanceof Map);
    }

    /** The entries of a map; what is no template stays none. */
    private static Map<Object, @Nullable Object> entries(@Nullable Object value) {
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        if (value instanceof Verbatim verbatim && verbatim.value() instanceof Map<?, ?> plain) {
            plain.forEach((key, item) -> entries.put(key, new Verbatim(item)));
        } else if (value instanceof Map<?, ?> map) {
            entries.putAll(map);
        }
        return entries;
    }
}
