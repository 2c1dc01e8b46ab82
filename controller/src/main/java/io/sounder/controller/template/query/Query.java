package io.sounder.controller.template.query;

import io.sounder.controller.template.value.EvaluationException;
import org.jspecify.annotations.Nullable;

/** Searches in values with JMESPath. */
public final class Query {
    private Query() {}

    /** The result of a query on a value; null where it finds nothing. */
    public static @Nullable Object search(@Nullable Object value, String query) {
        try {
            return new QueryParser(QueryLexer.tokens(query)).parse().search(value);
        } catch (EvaluationException e) {
            throw new EvaluationException("the query '" + query + "' failed: " + e.text(), e);
        }
    }
}
