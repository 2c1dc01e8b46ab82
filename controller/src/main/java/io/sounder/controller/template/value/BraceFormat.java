package io.sounder.controller.template.value;

import org.jspecify.annotations.Nullable;

/** {@code '{0} and {name!r:>8}'.format(…)}. */
final class BraceFormat {
    private final Arguments arguments;
    private int next;
    private boolean numbered;

    private BraceFormat(Arguments arguments) {
        this.arguments = arguments;
    }

    static String format(String format, Arguments arguments) {
        return new BraceFormat(arguments).expand(format);
    }

    private String expand(String format) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                out.append(c);
                i += 2;
            } else if (c == '{') {
                int end = closing(format, i);
                out.append(field(format.substring(i + 1, end)));
                i = end + 1;
            } else if (c == '}') {
                throw new EvaluationException("Single '}' encountered in format string");
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new EvaluationException("expected '}' before end of string");
    }

    private String field(String field) {
        int colon = field.indexOf(':');
        String spec = colon < 0 ? "" : expand(field.substring(colon + 1));
        String head = colon < 0 ? field : field.substring(0, colon);
        int bang = head.indexOf('!');
        String conversion = bang < 0 ? "" : head.substring(bang + 1);
        Object value = value(bang < 0 ? head : head.substring(0, bang));
        return switch (conversion) {
            case "" -> NumberFormat.format(value, spec);
            case "s" -> NumberFormat.format(Printing.str(value), spec);
            case "r", "a" -> NumberFormat.format(Printing.repr(value), spec);
            default -> throw new EvaluationException("Unknown conversion specifier '" + conversion + "'");
        };
    }

    private @Nullable Object value(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Object value = argument(path.substring(0, end));
        while (end < path.length()) {
            int start = end + 1;
            boolean bracket = path.charAt(end) == '[';
            end = start;
            while (end < path.length()
                    && (bracket ? path.charAt(end) != ']' : path.charAt(end) != '.' && path.charAt(end) != '[')) {
                end++;
            }
            String key = path.substring(start, end);
            value = bracket && key.matches("[0-9]+")
                    ? Access.item(value, Long.parseLong(key))
                    : Access.item(value, key);
            end += bracket ? 1 : 0;
        }
        return value;
    }

    private @Nullable Object argument(String name) {
        if (name.isEmpty() || name.matches("[0-9]+")) {
            if (name.isEmpty() ? numbered : next > 0) {
                throw new EvaluationException("cannot mix automatic and manual field numbering");
            }
            numbered = !name.isEmpty();
            int index = name.isEmpty() ? next++ : Integer.parseInt(name);
            if (index >= arguments.size()) {
                throw new EvaluationException("Replacement index " + index + " out of range for positional args tuple");
            }
            return arguments.positional().get(index);
        }
        if (!arguments.named().containsKey(name)) {
            throw new EvaluationException("the format names '" + name + "', which is not given");
        }
        return arguments.named().get(name);
    }
}
