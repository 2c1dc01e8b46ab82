package io.sounder.controller.template.value;

import org.jspecify.annotations.Nullable;

/** {@code cycler(a, b)}: gives its items in turn. Used by one thread. */
public final class Cycler implements Attributed {
    private final Arguments items;
    private int position;

    public Cycler(Arguments items) {
        if (items.size() == 0) {
            throw new EvaluationException("at least one item has to be provided");
        }
        this.items = items;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "current" -> items.positional().get(position);
            case "next" ->
                (Callable) arguments -> {
                    Object item = items.positional().get(position);
                    position = (position + 1) % items.size();
                    return item;
                };
            case "reset" ->
                (Callable) arguments -> {
                    position = 0;
                    return null;
                };
            default -> Undefined.element(this, name);
        };
    }
}
