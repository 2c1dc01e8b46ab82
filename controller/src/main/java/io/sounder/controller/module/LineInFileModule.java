package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code lineinfile}: one line is in a text file, or is not. Check mode compares only; shows diffs. */
final class LineInFileModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path|dest|destfile|name!",
                "regexp|regex",
                "search_string",
                "line|value",
                "state",
                "backrefs",
                "insertafter",
                "insertbefore",
                "create",
                "backup",
                "firstmatch",
                "validate");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        boolean absent = args.choice("state", "present", "present", "absent").equals("absent");
        if (!absent && !args.has("line")) {
            throw new ModuleException("line is required with state=present");
        }
        TextEdit edit = TextEdit.open(call, absent || args.flag("create", false));
        if (absent) {
            return edit.exists()
                    ? remove(args, edit)
                    : ModuleResult.of(false).with("found", 0L).with("msg", "file not present");
        }
        List<String> lines = kept(edit.text());
        String message = new Insertion(args).apply(lines);
        return edit.save(String.join("", lines), message);
    }

    private static ModuleResult remove(Args args, TextEdit edit) {
        if (!args.has("line") && !args.has("regexp") && !args.has("search_string")) {
            throw new ModuleException("one of line, search_string, or regexp is required with state=absent");
        }
        List<String> lines = kept(edit.text());
        int before = lines.size();
        Predicate matcher = Predicate.of(args);
        lines.removeIf(line -> matcher.test(line));
        int found = before - lines.size();
        return edit.save(String.join("", lines), found > 0 ? found + " line(s) removed" : "")
                .with("found", (long) found);
    }

    /** Lines with their ends. */
    static List<String> kept(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    static String bare(String line) {
        return CommandModule.stripEnd(line);
    }

    /** Which lines are meant. */
    private record Predicate(
            @Nullable Pattern regexp, @Nullable String part, String line) {
        static Predicate of(Args args) {
            return new Predicate(
                    args.text("regexp")
                            .map(text -> PythonRegex.compile(text, 0))
                            .orElse(null),
                    args.text("search_string").orElse(null),
                    args.text("line", ""));
        }

        boolean test(String candidate) {
            if (regexp != null) {
                return regexp.matcher(bare(candidate)).find();
            }
            return part != null ? candidate.contains(part) : bare(candidate).equals(bare(line));
        }
    }

    /** Finds the place of the line and puts it there. */
    private static final class Insertion {
        private final Args args;
        private final String line;
        private final boolean first;
        private final boolean searches;
        private final Predicate matcher;
        private final Optional<String> after;
        private final Optional<String> before;

        Insertion(Args args) {
            this.args = args;
            this.line = args.text("line", "");
            this.first = args.flag("firstmatch", false);
            this.searches = args.has("regexp") || args.has("search_string");
            this.matcher = Predicate.of(args);
            this.before = args.text("insertbefore");
            this.after = args.text("insertafter").or(() -> before.isPresent() ? Optional.empty() : Optional.of("EOF"));
        }

        String apply(List<String> lines) {
            int found = searches ? index(lines, matcher::test) : -1;
            if (found >= 0) {
                return replace(lines, found);
            }
            if (args.flag("backrefs", false)) {
                return "";
            }
            if (lines.stream().anyMatch(one -> bare(one).equals(line))) {
                return "";
            }
            insert(lines);
            return "line added";
        }

        private int index(List<String> lines, java.util.function.Predicate<String> test) {
            int found = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (test.test(lines.get(i))) {
                    found = i;
                    if (first) {
                        break;
                    }
                }
            }
            return found;
        }

        private String replace(List<String> lines, int found) {
            String old = lines.get(found);
            String wanted = line;
            Pattern regexp = matcher.regexp();
            if (args.flag("backrefs", false) && regexp != null) {
                Matcher match = regexp.matcher(bare(old));
                if (match.find()) {
                    wanted = expanded(match);
                }
            }
            String ended = wanted.endsWith("\n") ? wanted : wanted + "\n";
            if (old.equals(ended)) {
                return "";
            }
            lines.set(found, ended);
            return "line replaced";
        }

        private String expanded(Matcher match) {
            StringBuilder all = new StringBuilder();
            match.appendReplacement(all, PythonRegex.replacement(line));
            return all.substring(match.start());
        }

        private void insert(List<String> lines) {
            String pattern = after.or(() -> before).orElse("EOF");
            String ended = line.endsWith("\n") ? line : line + "\n";
            if (pattern.equals("BOF")) {
                lines.addFirst(ended);
                return;
            }
            int at = pattern.equals("EOF")
                    ? -1
                    : index(lines, PythonRegex.compile(pattern, 0).asPredicate());
            if (at < 0) {
                if (!lines.isEmpty() && !lines.getLast().endsWith("\n")) {
                    lines.set(lines.size() - 1, lines.getLast() + "\n");
                }
                lines.add(ended);
                return;
            }
            int place = after.isPresent() ? at + 1 : at;
            if (place > 0 && !lines.get(place - 1).endsWith("\n")) {
                lines.set(place - 1, lines.get(place - 1) + "\n");
            }
            lines.add(place, ended);
        }
    }
}
