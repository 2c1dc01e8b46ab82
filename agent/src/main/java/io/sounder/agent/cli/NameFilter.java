package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The option filter: a regular expression that must be found somewhere in a name. */
final class NameFilter {
    private NameFilter() {}

    /** The test for names; everything passes without an expression. Error 29 for one that is malformed. */
    static Predicate<String> of(Optional<String> expression) {
        if (expression.isEmpty()) {
            return _ -> true;
        }
        try {
            Pattern pattern = Pattern.compile(expression.get());
            return name -> pattern.matcher(name).find();
        } catch (PatternSyntaxException e) {
            throw new AgentException(ErrorCode.FORMAT, "Invalid regular expression: " + e.getDescription(), e);
        }
    }
}
