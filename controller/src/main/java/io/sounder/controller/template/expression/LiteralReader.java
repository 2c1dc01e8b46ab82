package io.sounder.controller.template.expression;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value written as text: JSON, or Python's literals (with JSON's {@code true}, {@code false} and {@code null}
 * allowed, as Ansible does when it turns text back into a list or map). Used once, by one thread.
 */
public final class LiteralReader {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern PYTHON_NUMBER = Pattern.compile(
            "[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9][0-9_]*\\.[0-9]*|\\.[0-9]+|[0-9][0-9_]*)([eE][-+]?[0-9]+)?)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final int DEEPEST = 512;

    private final String text;
    private final boolean json;
    private int position;
    private int depth;

    private LiteralReader(String text, boolean json) {
        this.text = text;
        this.json = json;
    }

    /** The value of JSON text. */
    public static @Nullable Object json(String text) {
        return new LiteralReader(text, true).document();
    }

    /** The value of Python's literals. */
    public static @Nullable Object python(String text) {
        return new LiteralReader(text, false).document();
    }

    private @Nullable Object document() {
        Object value = value();
        skipBlanks();
        if (position < text.length()) {
            throw unexpected();
        }
        return value;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private char peek() {
        skipBlanks();
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean skip(char c) {
        boolean there = peek() == c;
        position += there ? 1 : 0;
        return there;
    }

    private EvaluationException unexpected() {
        return new EvaluationException(
                position < text.length()
                        ? "unexpected character '" + text.charAt(position) + "' at position " + position
                        : "unexpected end of the text");
    }

    private @Nullable Object value() {
        char c = peek();
        if (++depth > DEEPEST) {
            throw new EvaluationException("the value is nested too deeply");
        }
        Object value;
        if (c == '{') {
            value = map();
        } else if (c == '[') {
            position++;
            value = items(']');
        } else if (c == '(' && !json) {
            position++;
            value = tuple();
        } else if (c == '"' || (c == '\'' && !json)) {
            value = strings();
        } else if (Character.isLetter(c)) {
            value = word();
        } else {
            value = number();
        }
        depth--;
        return value;
    }

    private Map<@Nullable Object, @Nullable Object> map() {
        position++;
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        while (!skip('}')) {
            if (json && peek() != '"') {
                throw unexpected();
            }
            Object key = value();
            if (!skip(':')) {
                throw unexpected();
            }
            map.put(key, value());
            if (peek() != '}' && (!skip(',') || (json && peek() == '}'))) {
                throw unexpected();
            }
        }
        return map;
    }

    private List<@Nullable Object> items(char close) {
        List<@Nullable Object> items = new ArrayList<>();
        while (!skip(close)) {
            items.add(value());
            if (peek() != close && (!skip(',') || (json && peek() == close))) {
                throw unexpected();
            }
        }
        return items;
    }

    private @Nullable Object tuple() {
        int start = position;
        List<@Nullable Object> items = items(')');
        boolean comma = text.substring(start, position - 1).stripTrailing().endsWith(",");
        return items.size() == 1 && !comma ? items.get(0) : new Tuple(items);
    }

    private String strings() {
        StringBuilder all = new StringBuilder(string());
        while (!json && (peek() == '"' || peek() == '\'')) {
            all.append(string());
        }
        return all.toString();
    }

    private String string() {
        char quote = text.charAt(position);
        int start = ++position;
        while (position < text.length() && text.charAt(position) != quote) {
            if (text.charAt(position) == '\n') {
                throw unexpected();
            }
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= text.length()) {
            throw unexpected();
        }
        String body = text.substring(start, position++);
        return StringEscapes.decode(json ? body.replace("\\/", "/") : body, 1);
    }

    private @Nullable Object word() {
        Matcher matcher = WORD.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected();
        }
        String word = matcher.group();
        Object value = switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            case "NaN" -> pick(json, Double.NaN);
            case "Infinity" -> pick(json, Double.POSITIVE_INFINITY);
            case "True" -> pick(!json, true);
            case "False" -> pick(!json, false);
            case "None" -> {
                pick(!json, true);
                yield null;
            }
            default -> throw unexpected();
        };
        position = matcher.end();
        return value;
    }

    private Object pick(boolean allowed, Object value) {
        if (!allowed) {
            throw unexpected();
        }
        return value;
    }

    private Object number() {
        Matcher matcher = (json ? NUMBER : PYTHON_NUMBER).matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected();
        }
        String digits = matcher.group().replace("_", "");
        boolean hexadecimal = digits.contains("x") || digits.contains("X");
        boolean real = !hexadecimal && (digits.contains(".") || digits.contains("e") || digits.contains("E"));
        if (!real && !hexadecimal && digits.matches("[-+]?0+[1-9][0-9]*")) {
            throw unexpected();
        }
        position = matcher.end();
        if (real) {
            return Double.valueOf(digits);
        }
        String plain = digits.startsWith("+") ? digits.substring(1) : digits;
        return Numbers.integer(
                hexadecimal ? new BigInteger(plain.replaceFirst("0[xX]", ""), 16) : new BigInteger(plain));
    }
}
