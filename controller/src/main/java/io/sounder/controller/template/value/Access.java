package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes, elements and slices of values. What is not there is {@link Undefined}. */
public final class Access {
    private Access() {}

    /** {@code value.name}: a method or attribute, else the element of that name. */
    public static @Nullable Object attribute(@Nullable Object value, String name) {
        if (value instanceof Undefined) {
            return value;
        }
        if (value instanceof Attributed attributed) {
            return attributed.attribute(name);
        }
        if (value instanceof Tuple tuple && tuple.names().contains(name)) {
            return tuple.get(tuple.names().indexOf(name));
        }
        Callable method = Methods.find(value, name);
        if (method != null) {
            return method;
        }
        return value instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : Undefined.element(value, name);
    }

    /** {@code value[key]}: an element, else the method or attribute of that name. */
    public static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
        if (value instanceof Undefined) {
            return value;
        }
        Undefined.require(key);
        if (value instanceof Map<?, ?> map && key != null && map.containsKey(key)) {
            return map.get(key);
        }
        if (Numbers.isInteger(key) && (value instanceof List || value instanceof String)) {
            return element(value, Numbers.asLong(key));
        }
        return key instanceof String name ? attribute(value, name) : Undefined.element(value, key);
    }

    private static @Nullable Object element(Object value, long index) {
        long size = Iteration.size(value);
        long position = index < 0 ? size + index : index;
        if (position < 0 || position >= size) {
            return Undefined.element(value, index);
        }
        if (value instanceof List<?> list) {
            return list.get((int) position);
        }
        String text = (String) value;
        int start = text.offsetByCodePoints(0, (int) position);
        return Character.toString(text.codePointAt(start));
    }

    /** {@code value[start:stop:step]}. */
    public static @Nullable Object slice(
            @Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        if (value instanceof Undefined) {
            return value;
        }
        if (!(value instanceof List) && !(value instanceof String)) {
            return Undefined.element(value, "slice");
        }
        long by = step == null ? 1 : Numbers.asLong(step);
        if (by == 0) {
            throw new EvaluationException("slice step cannot be zero");
        }
        List<@Nullable Object> items = Iteration.of(value);
        List<@Nullable Object> picked = new ArrayList<>();
        long size = items.size();
        long first = bound(start, by > 0 ? 0 : size - 1, size, by);
        long end = bound(stop, by > 0 ? size : -1, size, by);
        for (long i = first; by > 0 ? i < end : i > end; i += by) {
            picked.add(items.get((int) i));
        }
        if (value instanceof String) {
            StringBuilder text = new StringBuilder();
            picked.forEach(text::append);
            return text.toString();
        }
        return value instanceof Tuple ? new Tuple(picked) : picked;
    }

    private static long bound(@Nullable Object given, long absent, long size, long step) {
        if (given == null) {
            return absent;
        }
        long index = Numbers.asLong(given);
        long position = index < 0 ? index + size : index;
        long lowest = step > 0 ? 0 : -1;
        long highest = step > 0 ? size : size - 1;
        return Math.max(lowest, Math.min(highest, position));
    }
}
