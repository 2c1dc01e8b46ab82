package io.sounder.controller.template.value;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values count as true. */
public final class Truth {
    private Truth() {}

    public static boolean of(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text -> !text.isEmpty();
            case BigInteger big -> big.signum() != 0;
            case Number number -> number.doubleValue() != 0;
            case Collection<?> collection -> !collection.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case Undefined undefined -> Undefined.require(undefined) == null;
            default -> true;
        };
    }
}
