package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for HTML and XML. */
final class MarkupFilters {
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("(?i)(?<![\\w/.])(https?://[^\\s<]*[^\\s<.,:;!?)\\]}'\"])");
    private static final Pattern KEY_BREAK = Pattern.compile("[\\s/>=\\x00]");

    private MarkupFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "safe" -> (in, args, env) -> Printing.str(in);
            case "escape", "e", "forceescape" -> (in, args, env) -> escape(Printing.str(in));
            case "striptags" -> (in, args, env) -> withoutTags(Printing.str(in));
            case "xmlattr" -> (in, args, env) -> attributes(in, args.accept("autospace"));
            case "urlize" -> (in, args, env) -> linked(Printing.str(in));
            default -> null;
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static String withoutTags(String text) {
        return String.join(" ", List.of(TAG.matcher(text).replaceAll("").strip().split("\\s+", -1)))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String attributes(@Nullable Object input, Arguments arguments) {
        if (!(input instanceof Map<?, ?> map)) {
            throw new EvaluationException("expects a dictionary");
        }
        List<String> attributes = new ArrayList<>();
        map.forEach((key, value) -> {
            if (value == null || value instanceof Undefined) {
                return;
            }
            if (KEY_BREAK.matcher(Printing.str(key)).find()) {
                throw new EvaluationException("'" + key + "' is no name of an attribute");
            }
            attributes.add(escape(Printing.str(key)) + "=\"" + escape(Printing.str(value)) + "\"");
        });
        boolean space = !attributes.isEmpty() && arguments.flag(0, "autospace", true);
        return (space ? " " : "") + String.join(" ", attributes);
    }

    private static String linked(String text) {
        return LINK.matcher(escape(text))
                .replaceAll(link -> Matcher.quoteReplacement(
                        "<a href=\"" + link.group(1) + "\" rel=\"noopener\">" + link.group(1) + "</a>"));
    }
}
