package io.sounder.controller.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a value when it is looped over: of a list its items, of a map its keys, of text its characters. */
public final class Iteration {
    private Iteration() {}

    /** A new list of the items. */
    public static List<@Nullable Object> of(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> new ArrayList<@Nullable Object>(list);
            case Map<?, ?> map -> new ArrayList<@Nullable Object>(map.keySet());
            case String text -> characters(text);
            case Undefined undefined when undefined.lenient() -> new ArrayList<>();
            case Undefined undefined -> throw undefined.failure();
            case null, default ->
                throw new EvaluationException("'" + PythonType.of(value) + "' object is not iterable");
        };
    }

    public static boolean isIterable(@Nullable Object value) {
        return value instanceof List || value instanceof Map || value instanceof String;
    }

    private static List<@Nullable Object> characters(String text) {
        List<@Nullable Object> characters = new ArrayList<>(text.length());
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    /** The number of items. */
    public static long size(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case String text -> text.codePointCount(0, text.length());
            case Undefined undefined -> throw undefined.failure();
            case null, default ->
                throw new EvaluationException("object of type '" + PythonType.of(value) + "' has no len()");
        };
    }
}
