package io.sounder.controller.template.value;

import org.jspecify.annotations.Nullable;

/**
 * What a missing variable, attribute or key evaluates to. Attributes of it are undefined for the same reason; every
 * other use fails.
 *
 * @param reason the message of the failure, such as {@code 'x' is undefined}
 * @param name the variable's name, or null when it is an attribute that is missing
 * @param lenient whether it prints as nothing and counts as false instead of failing: the value of an inline
 *     {@code if} without {@code else}
 */
public record Undefined(String reason, @Nullable String name, boolean lenient) {
    public Undefined(String reason, @Nullable String name) {
        this(reason, name, false);
    }

    /** The value of {@code x if false}. */
    public static Undefined missingElse() {
        return new Undefined("the inline if has no else part", null, true);
    }

    /** A variable that does not exist. */
    public static Undefined variable(String name) {
        return new Undefined("'" + name + "' is undefined", name);
    }

    /** An attribute or element that the container does not have. */
    public static Undefined element(@Nullable Object container, @Nullable Object key) {
        String type = container == null ? "None" : PythonType.of(container) + " object";
        return new Undefined(
                key instanceof String
                        ? "'" + type + "' has no attribute " + Printing.repr(key)
                        : type + " has no element " + Printing.repr(key),
                key instanceof String text ? text : null);
    }

    /** The failure to throw when this is used. */
    public UndefinedUseException failure() {
        return new UndefinedUseException(reason);
    }

    /** The value, unless it is undefined: then its use fails here. */
    public static @Nullable Object require(@Nullable Object value) {
        if (value instanceof Undefined undefined && !undefined.lenient) {
            throw undefined.failure();
        }
        return value;
    }

    /** Fails if the value or anything within is undefined. */
    public static void requireDeep(@Nullable Object value) {
        switch (value) {
            case Undefined undefined -> require(undefined);
            case Ready ready -> {
                // its values are computed when they are read
            }
            case java.util.Map<?, ?> map -> map.values().forEach(Undefined::requireDeep);
            case java.util.List<?> list -> list.forEach(Undefined::requireDeep);
            case null, default -> {
                // defined
            }
        }
    }
}
