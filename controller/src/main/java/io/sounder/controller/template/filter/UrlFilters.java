package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for URLs and their parts. */
final class UrlFilters {
    private static final Pattern PARTS =
            Pattern.compile("(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
    private static final Pattern PLACE =
            Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?(\\[[^\\]]*\\]|[^:]*)(?::([0-9]*))?");

    private UrlFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "urlencode" -> (in, args, env) -> encode(in);
            case "urldecode" -> (in, args, env) -> URLDecoder.decode(Printing.str(in), StandardCharsets.UTF_8);
            case "urlsplit" -> (in, args, env) -> split(Printing.str(in), args.text(0, "query", ""));
            default -> null;
        };
    }

    private static String encode(@Nullable Object input) {
        if (input instanceof String || !Iteration.isIterable(input)) {
            return percent(input, "/");
        }
        List<String> pairs = new ArrayList<>();
        if (input instanceof Map<?, ?> map) {
            map.forEach((key, value) -> pairs.add(plus(key) + "=" + plus(value)));
        } else {
            Iteration.of(input)
                    .forEach(pair -> pairs.add(plus(Access.item(pair, 0L)) + "=" + plus(Access.item(pair, 1L))));
        }
        return String.join("&", pairs);
    }

    private static String plus(@Nullable Object value) {
        return percent(value, " ").replace(' ', '+');
    }

    private static String percent(@Nullable Object value, String safe) {
        StringBuilder out = new StringBuilder();
        for (byte b : Printing.str(value).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || ("_.-~" + safe).indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
        }
        return out.toString();
    }

    private static @Nullable Object split(String url, String wanted) {
        Matcher parts = PARTS.matcher(url);
        Matcher place = PLACE.matcher(parts.matches() && parts.group(2) != null ? parts.group(2) : "");
        if (!place.matches()) {
            throw new EvaluationException("'" + url + "' is no URL");
        }
        Map<String, @Nullable Object> found = new TreeMap<>();
        found.put("scheme", text(parts.group(1)).toLowerCase(Locale.ROOT));
        found.put("netloc", text(parts.group(2)));
        found.put("path", text(parts.group(3)));
        found.put("query", text(parts.group(4)));
        found.put("fragment", text(parts.group(5)));
        found.put("username", place.group(1));
        found.put("password", place.group(2));
        String host = place.group(3).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        found.put("hostname", host.isEmpty() ? null : host);
        found.put("port", text(place.group(4)).isEmpty() ? null : Long.valueOf(place.group(4)));
        if (wanted.isEmpty()) {
            return found;
        }
        if (!found.containsKey(wanted)) {
            throw new EvaluationException("a URL has no part '" + wanted + "', but " + found.keySet());
        }
        return found.get(wanted);
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }
}
