package io.sounder.controller.template.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the method of a value by its Python name. */
final class Methods {
    private Methods() {}

    static @Nullable Callable find(@Nullable Object value, String name) {
        return switch (value) {
            case String text
            when StringMethods.NAMES.contains(name) -> arguments -> StringMethods.call(text, name, arguments);
            case String text
            when StringProperties.NAMES.contains(name) -> arguments -> StringProperties.holds(text, name);
            case Map<?, ?> map
            when MapMethods.NAMES.contains(name) -> arguments -> MapMethods.call(map, name, arguments);
            case List<?> list
            when ListMethods.NAMES.contains(name) && !(list instanceof Tuple && !ListMethods.ofTuple(name)) ->
                arguments -> ListMethods.call(list, name, arguments);
            case Double real when name.equals("is_integer") -> arguments -> real == Math.rint(real);
            case Number number
            when name.equals("bit_length") && Numbers.isInteger(number) ->
                arguments -> (long) Numbers.big(number).abs().bitLength();
            case null, default -> null;
        };
    }
}
