package io.sounder.controller.template;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates templates, expressions and conditions; thread-safe, one per process. */
@SuppressWarnings("DoNotCallSuggester")
public final class Templar {
    private static final String OMIT = "__omit_place_holder__c0ffee6f1d0a4d0c8a4fbe9d0b9c7a55";

    /**
     * A value with every string in it templated, maps and lists recursively. A string that is one expression gives the
     * object or text that Ansible's classic typing gives. Map keys are templated too.
     */
    public @Nullable Object value(@Nullable Object raw, Scope scope) {
        throw new UnsupportedOperationException(raw + scope.toString());
    }

    /** The text of a template file: first newline after a block dropped, trailing newline kept. */
    public String text(String template, Scope scope, String name) {
        throw new UnsupportedOperationException(template + scope + name);
    }

    /** Whether a {@code when}, {@code until}, {@code failed_when} … holds: a bare expression, a boolean, or a list of them. */
    public boolean condition(@Nullable Object when, Scope scope) {
        throw new UnsupportedOperationException(when + scope.toString());
    }

    /** The value of a bare expression with its own type. */
    public @Nullable Object expression(String bare, Scope scope) {
        throw new UnsupportedOperationException(bare + scope);
    }

    /** Whether text contains anything to template. */
    public static boolean isTemplate(@Nullable Object value) {
        return value instanceof String text && (text.contains("{{") || text.contains("{%") || text.contains("{#"));
    }

    /** The value of the variable {@code omit}; put it into each scope's variables is not needed, the templar knows it. */
    public static boolean isOmitted(@Nullable Object value) {
        return OMIT.equals(value);
    }

    /**
     * The variable {@code hostvars}: host name to that host's variables, each templated in its own host's scope when it
     * is read. Put the result into a scope as it is.
     */
    public Map<String, Object> hostvars(Collection<String> hosts, Function<String, Scope> scopes) {
        throw new UnsupportedOperationException(hosts + scopes.toString());
    }
}
