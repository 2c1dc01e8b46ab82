package io.sounder.controller.template.test;

import io.sounder.controller.template.expression.Test;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tests of names of resources. */
final class UrlTests {
    private static final Pattern PARTS = Pattern.compile("(?s)([a-zA-Z][a-zA-Z0-9+.-]*):(?://([^/?#]*))?(.*)");

    private UrlTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "uri" -> (in, args, env) -> uri(Printing.str(in), args) != null;
            case "url" -> (in, args, env) -> url(uri(Printing.str(in), args));
            case "urn" -> (in, args, env) -> urn(uri(Printing.str(in), Arguments.none()));
            default -> null;
        };
    }

    /** The parts of the text, or null if it has no scheme or not one of those asked for. */
    private static @Nullable Matcher uri(String text, Arguments arguments) {
        Matcher parts = PARTS.matcher(text);
        Object schemes = arguments.get(0, "schemes", null);
        boolean known = parts.matches()
                && (schemes == null
                        || Iteration.of(schemes).contains(parts.group(1).toLowerCase(Locale.ROOT)));
        return known && (parts.group(2) != null || !parts.group(3).isEmpty()) ? parts : null;
    }

    private static boolean url(@Nullable Matcher parts) {
        return parts != null && parts.group(2) != null && !parts.group(2).isEmpty();
    }

    private static boolean urn(@Nullable Matcher parts) {
        return parts != null && parts.group(1).equalsIgnoreCase("urn");
    }
}
