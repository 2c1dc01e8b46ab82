package io.sounder.controller.inventory;

import io.sounder.controller.template.expression.LiteralReader;
import io.sounder.controller.template.value.EvaluationException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values in INI form: what Python reads as a literal is one, everything else is text. */
final class IniValue {
    private static final Pattern CANDIDATE =
            Pattern.compile("[-+.0-9'\"\\[({].*|(?:True|False|None)\\b.*", Pattern.DOTALL);

    /** What {@link LiteralReader} takes for JSON's sake, and numbers that begin with a zero. */
    private static final Pattern NOT_PYTHON =
            Pattern.compile("\\b(?:true|false|null)\\b|(?<![\\w.])0[0-9_]*[1-9]|[0-9]_(?![0-9])");

    /** A prefix of strings that changes nothing. */
    private static final Pattern PREFIX = Pattern.compile("[uUrR](?=(['\"])[^\\\\]*\\1$)");

    private IniValue() {}

    static @Nullable Object of(String text) {
        String start = PREFIX.matcher(text.stripLeading()).replaceFirst("");
        if (!CANDIDATE.matcher(start).matches()) {
            return text;
        }
        String code = withoutQuoted(start, false);
        if (NOT_PYTHON.matcher(withoutQuoted(text, true)).find()) {
            return text;
        }
        try {
            return LiteralReader.python(code.strip());
        } catch (EvaluationException e) {
            // Only what is a literal as a whole is one.
            return text;
        }
    }

    /** The text without its comment, and without what stands in quotes if wanted. */
    private static String withoutQuoted(String text, boolean blank) {
        StringBuilder kept = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == '#') {
                break;
            }
            boolean inside = quote != 0;
            if (inside && c == '\\' && i + 1 < text.length()) {
                kept.append(blank ? "" : text.substring(i, i + 2));
                i++;
                continue;
            }
            quote = inside ? c == quote ? 0 : quote : c == '\'' || c == '"' ? c : 0;
            kept.append(blank && inside ? "" : c);
        }
        return kept.toString();
    }
}
