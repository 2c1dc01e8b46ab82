package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the text of one option against type, range and words, with the original's messages. */
final class ValueCheck {
    private final OptionSpec spec;
    private final String name;
    private final @Nullable String needed;

    /** @param needed the value of the option this one depends on, if any */
    ValueCheck(OptionSpec spec, String name, @Nullable String needed) {
        this.spec = spec;
        this.name = name;
        this.needed = needed;
    }

    /** The text to keep; throws error 31 or 32 when it is wrong. */
    String checked(String text) {
        return switch (spec.type()) {
            case BOOLEAN -> text;
            case HASH -> pair(text);
            case PATH -> path(text);
            case INTEGER, SIZE, TIME -> limit(text, number(text));
            case STRING, STRING_ID, LIST -> word(text);
        };
    }

    private String pair(String text) {
        if (text.indexOf('=') < 0) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID, "key/value '" + text + "' not valid for '" + name + "' option");
        }
        return text;
    }

    private String path(String text) {
        if (text.isEmpty()) {
            throw wrong("'' must be >= 1 character for '" + name + "' option");
        }
        if (!text.startsWith("/")) {
            throw wrong("'" + text + "' must begin with / for '" + name + "' option");
        }
        if (text.contains("//")) {
            throw wrong("'" + text + "' cannot contain // for '" + name + "' option");
        }
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private long number(String text) {
        if (spec.type() == ValueType.INTEGER) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw malformed(text, "an integer");
            }
        }
        long number = unit(text);
        if (number < 0) {
            throw spec.type() == ValueType.SIZE
                    ? malformed(text, "a size such as 512KiB")
                    : malformed(text, "a time such as 15m");
        }
        return number;
    }

    private long unit(String text) {
        return switch (spec.type()) {
            case SIZE -> ValueType.bytes(text);
            case TIME -> ValueType.milliseconds(text);
            default -> Long.parseLong(text);
        };
    }

    private String limit(String text, long number) {
        String allowed = spec.allowedFor(needed);
        if (allowed == null) {
            return text;
        }
        int dots = allowed.indexOf("..");
        if (dots < 0) {
            for (String word : Words.split(allowed, ' ')) {
                if (unit(word) == number) {
                    return text;
                }
            }
            throw notAllowed(text, allowed);
        }
        String low = allowed.substring(0, dots);
        String high = allowed.substring(dots + 2);
        if (number < unit(low) || number > unit(high)) {
            Need need = spec.need();
            String when = spec.allowedDepends() && need != null
                    ? " when '" + need.option().id() + "' option = '" + needed + "'"
                    : "";
            throw wrong("'" + text + "' is out of range for '" + name + "' option" + when)
                    .withHint("allowed range is " + low + " to " + high + " inclusive");
        }
        return text;
    }

    private String word(String text) {
        if (text.isEmpty()) {
            throw wrong("'' must be >= 1 character for '" + name + "' option");
        }
        String allowed = spec.allowedFor(needed);
        if (allowed != null && spec.type() == ValueType.STRING_ID) {
            List<String> words = Words.split(allowed, ' ');
            if (!words.contains(text)) {
                throw notAllowed(text, allowed);
            }
        }
        return text;
    }

    private AgentException notAllowed(String text, String allowed) {
        return wrong("'" + text + "' is not allowed for '" + name + "' option")
                .withHint("allowed values are '" + String.join("', '", Words.split(allowed, ' ')) + "'");
    }

    private AgentException malformed(String text, String expected) {
        return wrong("'" + text + "' is not valid for '" + name + "' option").withHint("expected is " + expected);
    }

    private static AgentException wrong(String message) {
        return new AgentException(ErrorCode.OPTION_INVALID_VALUE, message);
    }
}
