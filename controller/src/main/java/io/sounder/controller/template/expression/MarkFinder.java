package io.sounder.controller.template.expression;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where the next mark of a template begins. Used once, by one thread. */
final class MarkFinder {
    /** What a mark opens. */
    enum Kind {
        STATEMENT,
        OUTPUT,
        COMMENT,
        LINE_STATEMENT,
        LINE_COMMENT
    }

    /** A mark: blanks that belong to it begin before its text does. */
    record Mark(Kind kind, int start, int textStart, String text) {
        int end() {
            return textStart + text.length();
        }
    }

    private final String source;
    private final Map<Kind, Matcher> matchers = new EnumMap<>(Kind.class);
    private final Map<Kind, Mark> next = new EnumMap<>(Kind.class);

    MarkFinder(String source, Syntax syntax) {
        this.source = source;
        add(Kind.STATEMENT, "", syntax.blockStart());
        add(Kind.OUTPUT, "", syntax.variableStart());
        add(Kind.COMMENT, "", syntax.commentStart());
        add(Kind.LINE_STATEMENT, "^[ \\t\\x0b]*", syntax.lineStatement());
        add(Kind.LINE_COMMENT, "(?:^|(?<=\\S))[^\\S\\r\\n]*", syntax.lineComment());
    }

    private void add(Kind kind, String before, @Nullable String mark) {
        if (mark != null && !mark.isEmpty()) {
            matchers.put(
                    kind,
                    Pattern.compile(before + "(" + Pattern.quote(mark) + ")", Pattern.MULTILINE)
                            .matcher(source));
        }
    }

    /** The first mark from a place on; of several at one place the longest. */
    @Nullable
    Mark from(int position) {
        Mark first = null;
        for (Map.Entry<Kind, Matcher> one : matchers.entrySet()) {
            Mark mark = from(position, one.getKey(), one.getValue());
            boolean earlier = mark != null && (first == null || mark.start() < first.start());
            boolean longer = mark != null
                    && first != null
                    && mark.start() == first.start()
                    && mark.text().length() > first.text().length();
            first = earlier || longer ? mark : first;
        }
        return first;
    }

    /** Remembers what was found, so that a mark that is far away is not searched again and again. */
    private @Nullable Mark from(int position, Kind kind, Matcher matcher) {
        Mark known = next.get(kind);
        if (known != null && (known.start() >= position || known.start() < 0)) {
            return known.start() < 0 ? null : known;
        }
        Mark found = matcher.find(position)
                ? new Mark(kind, matcher.start(), matcher.start(1), matcher.group(1))
                : new Mark(kind, -1, -1, "");
        next.put(kind, found);
        return found.start() < 0 ? null : found;
    }
}
