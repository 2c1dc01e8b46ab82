package io.sounder.controller.template.query;

import io.sounder.controller.template.expression.LiteralReader;
import io.sounder.controller.template.value.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into tokens. */
final class QueryLexer {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(-?[0-9]+)"
            + "|(\\[\\?|\\[\\]|\\|\\||&&|==|!=|<=|>=|[-\\[\\].*(){},:@&|<>!])|('(?:[^'\\\\]|\\\\.)*')"
            + "|(\"(?:[^\"\\\\]|\\\\.)*\")|(`(?:[^`\\\\]|\\\\.)*`))");

    private QueryLexer() {}

    static List<QueryToken> tokens(String query) {
        List<QueryToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        int end = 0;
        while (end < query.length() && matcher.region(end, query.length()).lookingAt()) {
            tokens.add(token(matcher));
            end = matcher.end();
        }
        if (!query.substring(end).isBlank()) {
            throw new EvaluationException("unexpected '" + query.substring(end).strip() + "'");
        }
        tokens.add(new QueryToken("end", null));
        return tokens;
    }

    private static QueryToken token(Matcher matcher) {
        if (matcher.group(1) != null) {
            return new QueryToken("name", matcher.group(1));
        }
        if (matcher.group(2) != null) {
            return new QueryToken("number", Long.valueOf(matcher.group(2)));
        }
        if (matcher.group(3) != null) {
            return new QueryToken(matcher.group(3), null);
        }
        if (matcher.group(4) != null) {
            return new QueryToken("literal", inner(matcher.group(4)).replace("\\'", "'"));
        }
        if (matcher.group(5) != null) {
            return new QueryToken("quoted", LiteralReader.json(matcher.group(5)));
        }
        String text = inner(matcher.group(6)).replace("\\`", "`");
        try {
            return new QueryToken("literal", LiteralReader.json(text));
        } catch (EvaluationException e) {
            // older queries leave out the quotes of text in a literal
            return new QueryToken("literal", text.stripLeading());
        }
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
