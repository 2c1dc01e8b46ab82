package io.sounder.controller.template.value;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of one call. */
public record Arguments(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    public static Arguments none() {
        return new Arguments(List.of(), Map.of());
    }

    public int size() {
        return positional.size();
    }

    public boolean has(int index, String name) {
        return index < positional.size() || named.containsKey(name);
    }

    /** The argument at a position or by name, or the fallback. */
    public @Nullable Object get(int index, String name, @Nullable Object fallback) {
        if (index < positional.size()) {
            return positional.get(index);
        }
        return named.containsKey(name) ? named.get(name) : fallback;
    }

    /** The argument at a position or by name; a failure when it is not there. */
    public @Nullable Object required(int index, String name) {
        if (!has(index, name)) {
            throw new EvaluationException("the argument '" + name + "' is missing");
        }
        return get(index, name, null);
    }

    public String text(int index, String name) {
        return Printing.str(required(index, name));
    }

    public String text(int index, String name, String fallback) {
        return Printing.str(get(index, name, fallback));
    }

    public boolean flag(int index, String name, boolean fallback) {
        return Truth.of(get(index, name, fallback));
    }

    public long integer(int index, String name, long fallback) {
        return Numbers.asLong(get(index, name, fallback));
    }

    /** Fails when there are more arguments than the function takes, or unknown ones. */
    public Arguments accept(String... names) {
        if (positional.size() > names.length) {
            throw new EvaluationException(
                    "takes at most " + names.length + " arguments, but " + positional.size() + " are given");
        }
        Set<String> known = Set.of(names);
        for (String name : named.keySet()) {
            if (!known.contains(name)) {
                throw new EvaluationException("does not know the argument '" + name + "'");
            }
        }
        return this;
    }

    /** These arguments without the first positional ones. */
    public Arguments skip(int count) {
        return new Arguments(positional.subList(count, positional.size()), named);
    }
}
