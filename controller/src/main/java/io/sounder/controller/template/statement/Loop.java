package io.sounder.controller.template.statement;

import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Attributed;
import io.sounder.controller.template.value.Callable;
import io.sounder.controller.template.value.Comparison;
import io.sounder.controller.template.value.Undefined;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} in the body of a {@code for}. Used by one thread. */
final class Loop implements Attributed {
    private final List<@Nullable Object> items;
    private final int depth;
    private final Callable again;
    private int index;
    private @Nullable List<@Nullable Object> lastChecked;

    /** @param again renders the loop's body on other items, for {@code recursive} loops */
    Loop(List<@Nullable Object> items, int depth, Callable again) {
        this.items = items;
        this.depth = depth;
        this.again = again;
    }

    void moveTo(int position) {
        index = position;
    }

    int depth() {
        return depth;
    }

    @Nullable
    Object again(Arguments arguments) {
        return again.call(arguments);
    }

    @Override
    public @Nullable Object attribute(String name) {
        int size = items.size();
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> (long) depth;
            case "depth0" -> depth - 1L;
            case "previtem" -> index > 0 ? items.get(index - 1) : new Undefined("there is no previous item", null);
            case "nextitem" -> index < size - 1 ? items.get(index + 1) : new Undefined("there is no next item", null);
            case "cycle" -> (Callable) arguments -> arguments.positional().get(index % arguments.size());
            case "changed" -> (Callable) this::changed;
            default -> Undefined.element(this, name);
        };
    }

    private boolean changed(Arguments arguments) {
        boolean same = lastChecked != null && Comparison.equal(lastChecked, arguments.positional());
        lastChecked = arguments.positional();
        return !same;
    }
}
