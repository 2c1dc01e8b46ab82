package io.sounder.controller.template.filter;

import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code a.b.0} from items: the {@code attribute} argument of many filters. */
final class AttributePath {
    private final List<Object> keys = new ArrayList<>();

    /** @param path null for the item itself */
    AttributePath(@Nullable Object path) {
        if (Numbers.isInteger(path)) {
            keys.add(Numbers.asLong(path));
        } else if (path != null) {
            for (String part : Printing.str(path).split("\\.", -1)) {
                keys.add(part.matches("[0-9]+") ? (Object) Long.valueOf(part) : part);
            }
        }
    }

    @Nullable
    Object of(@Nullable Object item) {
        Object value = item;
        for (Object key : keys) {
            value = Access.item(value, key);
        }
        return value;
    }

    /** The value with capitals ignored unless they matter. */
    @Nullable
    Object comparable(@Nullable Object item, boolean caseSensitive) {
        Object value = Undefined.require(of(item));
        return !caseSensitive && value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }
}
