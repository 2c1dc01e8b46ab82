package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds options by what users write: current and old names, numbers, {@code no-}, {@code reset-}, prefixes. */
final class OptionNames {
    private static final int MAX_KEY = 256;
    private static final String NEGATE = "no-";
    private static final String RESET = "reset-";

    /** Names with N in the place of the number. */
    private final Map<String, Option> names = new HashMap<>();

    OptionNames(OptionTable table) {
        for (OptionSpec spec : table.all()) {
            names.put(pattern(spec.option()), spec.option());
            for (String old : spec.oldNames()) {
                names.put(old, spec.option());
            }
        }
    }

    /** The option with this name; empty when there is none, or a prefix means several. */
    Optional<OptionName> find(String text, boolean prefixes) {
        if (text.startsWith(NEGATE)) {
            return find(text, text.substring(NEGATE.length()), Given.Kind.NEGATED, prefixes);
        }
        if (text.startsWith(RESET)) {
            return find(text, text.substring(RESET.length()), Given.Kind.RESET, prefixes);
        }
        return find(text, text, Given.Kind.SET, prefixes);
    }

    private Optional<OptionName> find(String text, String name, Given.Kind kind, boolean prefixes) {
        int from = digits(name);
        int to = from;
        while (to < name.length() && Character.isDigit(name.charAt(to))) {
            to++;
        }
        boolean numbered = to > from && to < name.length() && name.charAt(to) == '-';
        String pattern = numbered ? name.substring(0, from) + "N" + name.substring(to) : name;
        Option option = names.get(pattern);
        if (option == null && prefixes) {
            option = byPrefix(pattern);
        }
        if (option == null) {
            rejectMissingNumber(name, from);
            return Optional.empty();
        }
        return Optional.of(new OptionName(option, numbered ? key(text, name.substring(from, to)) : 1, kind));
    }

    /** Where the number of a name would stand, or its end when names of this kind have none. */
    private static int digits(String name) {
        for (String family : new String[] {"pg", "repo", "db"}) {
            if (name.startsWith(family)) {
                return family.length();
            }
        }
        return name.length();
    }

    private @Nullable Option byPrefix(String prefix) {
        Option found = null;
        for (Map.Entry<String, Option> entry : names.entrySet()) {
            if (entry.getKey().startsWith(prefix)) {
                if (found != null && found != entry.getValue()) {
                    return null;
                }
                found = entry.getValue();
            }
        }
        return found;
    }

    private void rejectMissingNumber(String name, int from) {
        if (from < name.length() && names.containsKey(name.substring(0, from) + "N" + name.substring(from))) {
            throw new AgentException(ErrorCode.OPTION_INVALID, "option '" + name + "' requires an index")
                    .withHint("add the required index, e.g. " + name.substring(0, from) + "1" + name.substring(from)
                            + ".");
        }
    }

    private static int key(String text, String digits) {
        int key = digits.length() > 4 ? MAX_KEY + 1 : Integer.parseInt(digits);
        if (key > MAX_KEY) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID, "option '" + text + "' key exceeds maximum of " + MAX_KEY);
        }
        if (key < 1) {
            throw new AgentException(ErrorCode.OPTION_INVALID, "option '" + text + "' key must be at least 1");
        }
        return key;
    }

    static String pattern(Option option) {
        String prefix = option.group().prefix();
        return prefix.isEmpty() ? option.id() : prefix + "N" + option.id().substring(prefix.length());
    }
}
