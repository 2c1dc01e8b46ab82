package io.sounder.controller.template;

import io.sounder.controller.template.expression.Expression;
import io.sounder.controller.template.expression.ExpressionParser;
import io.sounder.controller.template.expression.Segment;
import io.sounder.controller.template.expression.Syntax;
import io.sounder.controller.template.expression.TemplateScanner;
import io.sounder.controller.template.filter.Filters;
import io.sounder.controller.template.statement.PreparedTemplate;
import io.sounder.controller.template.statement.Statements;
import io.sounder.controller.template.test.Tests;
import io.sounder.controller.vault.VaultSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all evaluations share: parsed templates, filters, tests, and the renderer of statements. Thread-safe. */
final class Templates {
    private static final int MOST_KEPT = 4096;

    /** The key of a parsed template: backslashes mean different things in files and in values. */
    private record Source(String text, boolean escapes, Syntax syntax) {}

    private final Filters filters = new Filters();
    private final Tests tests = new Tests();
    private final Map<Source, List<Segment>> scanned = new ConcurrentHashMap<>();
    private final Map<Source, PreparedTemplate> prepared = new ConcurrentHashMap<>();
    private final Map<String, Expression> expressions = new ConcurrentHashMap<>();
    private volatile @Nullable Statements statements;

    private final VaultSecrets secrets;

    private final Function<String, Optional<Object>> configuration;

    Templates(VaultSecrets secrets, Function<String, Optional<Object>> configuration) {
        this.configuration = configuration;
        this.secrets = secrets;
    }

    VaultSecrets secrets() {
        return secrets;
    }

    /** A setting of the configuration file. */
    Optional<Object> setting(String name) {
        return configuration.apply(name);
    }

    Filters filters() {
        return filters;
    }

    Tests tests() {
        return tests;
    }

    List<Segment> segments(String text, boolean escapes, Syntax syntax) {
        return kept(
                scanned,
                new Source(text, escapes, syntax),
                source -> new TemplateScanner(text, escapes, syntax).scan());
    }

    PreparedTemplate prepared(String text, boolean escapes, Syntax syntax) {
        return kept(
                prepared,
                new Source(text, escapes, syntax),
                source -> statements().prepare(segments(text, escapes, syntax)));
    }

    Expression expression(String bare) {
        return kept(expressions, bare, text -> ExpressionParser.parse(text, true));
    }

    private static <K, V> V kept(Map<K, V> cache, K key, Function<K, V> maker) {
        V value = cache.get(key);
        if (value == null) {
            if (cache.size() >= MOST_KEPT) {
                cache.clear();
            }
            value = maker.apply(key);
            cache.put(key, value);
        }
        return value;
    }

    /** Made when the first template with statements comes: most runs of the command line never need it. */
    Statements statements() {
        Statements made = statements;
        if (made == null) {
            synchronized (this) {
                made = statements;
                if (made == null) {
                    made = new Statements();
                    statements = made;
                }
            }
        }
        return made;
    }
}
