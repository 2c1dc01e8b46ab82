package io.sounder.controller.template;

import io.sounder.controller.template.expression.Syntax;
import io.sounder.controller.template.lookup.Lookups;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Undefined;
import io.sounder.controller.template.value.UndefinedUseException;
import io.sounder.controller.vault.VaultSecrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Evaluates templates, expressions and conditions; thread-safe, one per process. */
public final class Templar {
    /** What the variable {@code omit} is: it can stand in text, as in Ansible, and nobody writes it by accident. */
    public static final String OMIT = "__omit_place_holder__c0ffee6f1d0a4d0c8a4fbe9d0b9c7a55d2b85e06";

    private static final Pattern DEFINED_TEST =
            Pattern.compile("(hostvars\\[.+\\]|\\w+)\\s+(not\\s+is|is|is\\s+not)\\s+(defined|undefined)");
    private static final Pattern UNDEFINED_NAME = Pattern.compile("'(hostvars\\[.+\\]|\\w+)' is undefined");
    private static final int LONGEST_QUOTE = 120;

    private final Templates templates;

    public Templar() {
        this(VaultSecrets.none(), name -> Optional.empty());
    }

    /**
     * @param secrets for the encrypted files that are read meanwhile
     * @param configuration the settings that the lookup {@code config} knows, by Ansible's names
     */
    public Templar(VaultSecrets secrets, Function<String, Optional<Object>> configuration) {
        this.templates = new Templates(secrets, configuration);
    }

    /** What the encrypted files of this run are decrypted with. */
    public VaultSecrets secrets() {
        return templates.secrets();
    }

    /**
     * A value with every string in it templated, maps and lists recursively; keys stay as they are. A string that is one
     * expression gives the object or text that Ansible's classic typing gives.
     */
    public @Nullable Object value(@Nullable Object raw, Scope scope) {
        return placed(() -> new Evaluation(templates, scope).value(raw), raw instanceof String text ? quote(text) : "");
    }

    /** A value as it is, without anything in it templated. */
    public static @Nullable Object untemplated(@Nullable Object raw) {
        return Evaluation.plain(raw);
    }

    /** The text of a template file with the usual marks. */
    public String text(String template, Scope scope, String name) {
        return text(template, scope, name, Syntax.USUAL);
    }

    /**
     * The text of a template file: the newline after a statement is dropped, the one at the end is kept.
     *
     * @param name the file's name, for messages
     * @param syntax what marks the template has
     */
    public String text(String template, Scope scope, String name, Syntax syntax) {
        return String.valueOf(placed(() -> new Evaluation(templates, scope).text(template, syntax), "'" + name + "'"));
    }

    /** Whether a {@code when}, {@code until}, {@code failed_when} … holds: a bare expression, a boolean, or a list of them. */
    public boolean condition(@Nullable Object when, Scope scope) {
        if (when instanceof List<?> all) {
            return all.stream().allMatch(one -> condition(one, scope));
        }
        if (when == null || "".equals(when)) {
            return true;
        }
        Object expression = isTemplate(when) ? value(when, scope) : when;
        if (!(expression instanceof String text) || text.isEmpty()) {
            return Truth.of(expression);
        }
        return Boolean.TRUE.equals(placed(() -> condition(text, scope), quote(text)));
    }

    private boolean condition(String text, Scope scope) {
        try {
            return Truth.of(new Evaluation(templates, scope).expression(templates.expression(text)));
        } catch (UndefinedUseException e) {
            Boolean decided = decidedByDefinedTest(text, e.text());
            if (decided == null) {
                throw e;
            }
            return decided;
        }
    }

    /**
     * Ansible's leniency: when a variable is missing whose existence the same condition tests, that test decides,
     * wherever in the condition it stands.
     */
    private static @Nullable Boolean decidedByDefinedTest(String condition, String error) {
        Matcher name = UNDEFINED_NAME.matcher(error);
        if (!name.find()) {
            return null;
        }
        Matcher test = DEFINED_TEST.matcher(condition);
        while (test.find()) {
            if (test.group(1).replace('\'', '"').equals(name.group(1).replace('\'', '"'))) {
                return test.group(2).contains("not") == test.group(3).equals("defined");
            }
        }
        return null;
    }

    /** The value of a bare expression with its own type. */
    public @Nullable Object expression(String bare, Scope scope) {
        return placed(() -> new Evaluation(templates, scope).expression(templates.expression(bare)), quote(bare));
    }

    /**
     * The items of a loop {@code with_<name>}: the terms are templated and handed to the lookup of that name.
     *
     * @param terms a list, or a single term
     */
    public List<@Nullable Object> lookup(String name, @Nullable Object terms, Scope scope) {
        List<@Nullable Object> results = new ArrayList<>();
        placed(
                () -> {
                    Evaluation evaluation = new Evaluation(templates, scope);
                    Object given = evaluation.value(terms);
                    Undefined.requireDeep(given);
                    List<@Nullable Object> list = new ArrayList<>();
                    if (given instanceof List<?> items) {
                        list.addAll(items);
                    } else {
                        list.add(given);
                    }
                    results.addAll(Lookups.run(name, list, Map.of(), evaluation));
                    return null;
                },
                "'with_" + name + "'");
        return results;
    }

    /** Whether a value is text that contains anything to template. */
    public static boolean isTemplate(@Nullable Object value) {
        return value instanceof String text && (text.contains("{{") || text.contains("{%") || text.contains("{#"));
    }

    /** Whether a value is that of the variable {@code omit}, which every scope has without being given it. */
    public static boolean isOmitted(@Nullable Object value) {
        return OMIT.equals(value);
    }

    /**
     * The variable {@code hostvars}: host name to that host's variables, each templated in its own host's scope when it
     * is read. Put the result into a scope as it is.
     */
    public Map<String, Object> hostvars(Collection<String> hosts, Function<String, Scope> scopes) {
        return new HostVariables(hosts, scopes, templates);
    }

    private static @Nullable Object placed(Supplier<@Nullable Object> evaluation, String where) {
        try {
            return evaluation.get();
        } catch (UndefinedUseException e) {
            throw new UndefinedException(message(e, where));
        } catch (EvaluationException e) {
            throw new TemplateException(message(e, where), e);
        } catch (StackOverflowError e) {
            throw new TemplateException("recursive loop detected" + (where.isEmpty() ? "" : " in " + where), e);
        }
    }

    private static String message(EvaluationException e, String where) {
        if (where.isEmpty()) {
            return e.text();
        }
        return e.text() + " in " + (e.line() > 0 && !where.startsWith("\"") ? "line " + e.line() + " of " : "") + where;
    }

    private static String quote(String template) {
        String text = template.strip();
        return text.contains("\n") || text.length() > LONGEST_QUOTE
                ? "'" + text.lines().findFirst().orElse("").strip() + " …'"
                : "\"" + text + "\"";
    }
}
