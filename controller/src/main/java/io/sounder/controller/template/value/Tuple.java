package io.sounder.controller.template.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python tuple: a list that cannot be changed and prints with parentheses; its items may have names. */
public final class Tuple extends AbstractList<@Nullable Object> {
    private final List<@Nullable Object> items;
    private final List<String> names;

    public Tuple(List<? extends @Nullable Object> items) {
        this(items, List.of());
    }

    private Tuple(List<? extends @Nullable Object> items, List<String> names) {
        this.items = Collections.unmodifiableList(new ArrayList<@Nullable Object>(items));
        this.names = names;
    }

    /** A tuple whose items are attributes too. */
    public static Tuple named(List<String> names, @Nullable Object... items) {
        return new Tuple(Arrays.asList(items), names);
    }

    /** The names of the first items. */
    List<String> names() {
        return names;
    }

    public static Tuple of(@Nullable Object... items) {
        return new Tuple(Arrays.asList(items));
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
