package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All lookups by name; thread-safe. */
public final class Lookups {
    private static final String PREFIX = "ansible.builtin.";

    private Lookups() {}

    /** The results of a lookup. */
    public static List<@Nullable Object> run(
            String name, List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        Lookup lookup = find(name);
        if (lookup == null) {
            throw new EvaluationException("no lookup named '" + name + "'");
        }
        return lookup.run(terms, options, context);
    }

    /** Whether there is a lookup of that name. */
    public static boolean has(String name) {
        return find(name) != null;
    }

    private static @Nullable Lookup find(String name) {
        String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        Lookup lookup = FileLookups.find(plain);
        lookup = lookup == null ? SystemLookups.find(plain) : lookup;
        lookup = lookup == null ? ListLookups.find(plain) : lookup;
        lookup = lookup == null ? TableLookups.find(plain) : lookup;
        lookup = lookup == null ? HostLookups.find(plain) : lookup;
        return lookup == null ? UrlLookup.find(plain) : lookup;
    }
}
