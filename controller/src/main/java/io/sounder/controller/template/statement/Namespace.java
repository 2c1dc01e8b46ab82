package io.sounder.controller.template.statement;

import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Attributed;
import io.sounder.controller.template.value.Undefined;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code namespace(a=1)}: variables that a loop's body can change for what follows. Used by one thread. */
public final class Namespace implements Attributed {
    private final Map<String, @Nullable Object> members = new HashMap<>();

    public Namespace(Arguments arguments) {
        if (arguments.size() > 0 && arguments.positional().get(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> members.put(String.valueOf(key), value));
        }
        members.putAll(arguments.named());
    }

    void set(String name, @Nullable Object value) {
        members.put(name, value);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return members.containsKey(name) ? members.get(name) : Undefined.element(this, name);
    }
}
