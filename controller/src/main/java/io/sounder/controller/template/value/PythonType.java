package io.sounder.controller.template.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of Python's types for our values. */
public final class PythonType {
    private PythonType() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "NoneType";
            case String s -> "str";
            case Boolean b -> "bool";
            case Double d -> "float";
            case Float f -> "float";
            case Number n -> "int";
            case Tuple t -> "tuple";
            case List<?> l -> "list";
            case Map<?, ?> m -> "dict";
            case Undefined u -> "AnsibleUndefined";
            case Moment m -> "datetime";
            case TimeSpan t -> "timedelta";
            case Callable c -> "function";
            default -> "object";
        };
    }
}
