package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Environment;
import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Undefined;
import io.sounder.controller.template.value.UndefinedUseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All filters by name; thread-safe. */
public final class Filters {
    private static final Set<String> FOR_UNDEFINED = Set.of("default", "d", "mandatory", "type_debug");
    private static final Set<String> PREFIXES = Set.of("ansible.builtin.", "ansible.legacy.", "community.general.");

    private final Map<String, Filter> known = new ConcurrentHashMap<>();

    /** The input passed through the filter of that name. */
    public @Nullable Object apply(String name, @Nullable Object input, Arguments arguments, Environment environment) {
        Filter filter = known.computeIfAbsent(name, Filters::find);
        if (!FOR_UNDEFINED.contains(name)) {
            Undefined.require(input);
        }
        try {
            return filter.apply(input, arguments, environment);
        } catch (UndefinedUseException e) {
            throw e;
        } catch (EvaluationException e) {
            String text = e.text();
            throw text.startsWith("the filter '") || text.startsWith("no ")
                    ? e
                    : new EvaluationException("the filter '" + name + "' failed: " + text, e);
        } catch (ArithmeticException | IndexOutOfBoundsException e) {
            throw new EvaluationException("the filter '" + name + "' failed: " + e.getMessage(), e);
        }
    }

    private static Filter find(String name) {
        String plain = name;
        for (String prefix : PREFIXES) {
            plain = plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
        }
        Filter filter = ValueFilters.find(plain);
        filter = filter == null ? TextFilters.find(plain) : filter;
        filter = filter == null ? LayoutFilters.find(plain) : filter;
        filter = filter == null ? NumberFilters.find(plain) : filter;
        filter = filter == null ? ListFilters.find(plain) : filter;
        filter = filter == null ? SelectFilters.find(plain) : filter;
        filter = filter == null ? SetFilters.find(plain) : filter;
        filter = filter == null ? MapFilters.find(plain) : filter;
        filter = filter == null ? RegexFilters.find(plain) : filter;
        filter = filter == null ? PathFilters.find(plain) : filter;
        filter = filter == null ? CodingFilters.find(plain) : filter;
        filter = filter == null ? TimeFilters.find(plain) : filter;
        filter = filter == null ? RandomFilters.find(plain) : filter;
        filter = filter == null ? MarkupFilters.find(plain) : filter;
        filter = filter == null ? UrlFilters.find(plain) : filter;
        filter = filter == null ? PasswordFilters.find(plain) : filter;
        filter = filter == null ? WindowsPathFilters.find(plain) : filter;
        if (filter == null) {
            throw new EvaluationException("no filter named '" + name + "'");
        }
        return filter;
    }
}
