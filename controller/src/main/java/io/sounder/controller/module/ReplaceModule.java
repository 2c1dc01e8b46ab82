package io.sounder.controller.module;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code replace}: every match of an expression in a text file is replaced. Check mode compares only; shows diffs. */
final class ReplaceModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path|dest|destfile|name!", "regexp!", "replace", "after", "before", "backup", "validate", "encoding?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        TextEdit edit = TextEdit.open(call, false);
        String text = edit.text();
        int from = 0;
        int to = text.length();
        Optional<Matcher> section = section(args, text);
        if (args.has("after") || args.has("before")) {
            if (section.isEmpty()) {
                return ModuleResult.of(false)
                        .with(
                                "msg",
                                "Pattern for before/after params did not match the given file: " + sectionRegex(args));
            }
            from = section.get().start("subsection");
            to = section.get().end("subsection");
        }
        Matcher matcher =
                PythonRegex.compile(args.required("regexp"), Pattern.MULTILINE).matcher(text.substring(from, to));
        String replacement = PythonRegex.replacement(args.text("replace", ""));
        StringBuilder out = new StringBuilder();
        int count = 0;
        while (matcher.find()) {
            matcher.appendReplacement(out, replacement);
            count++;
        }
        matcher.appendTail(out);
        String after = text.substring(0, from) + out + text.substring(to);
        return edit.save(after, count > 0 && !after.equals(text) ? count + " replacements made" : "")
                .with("rc", 0L);
    }

    private static String sectionRegex(Args args) {
        String after = args.text("after", "");
        String before = args.text("before", "");
        if (!after.isEmpty() && !before.isEmpty()) {
            return after + "(?P<subsection>.*?)" + before;
        }
        return before.isEmpty() ? after + "(?P<subsection>.*)" : "(?P<subsection>.*)" + before;
    }

    private static Optional<Matcher> section(Args args, String text) {
        Matcher matcher =
                PythonRegex.compile(sectionRegex(args), Pattern.DOTALL).matcher(text);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
}
