package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code debconf}: the answer to a question that a package of Debian asks. Check mode compares only. */
final class DebconfModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name|pkg!", "question|selection|setting", "vtype", "value|answer", "unseen");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String name = args.required("name");
        Map<String, @Nullable Object> known = answers(call, name);
        if (!args.has("question")) {
            return ModuleResult.of(false).with("msg", "").with("current", known);
        }
        String question = args.required("question");
        String type = args.required("vtype");
        boolean flag = type.equals("boolean");
        String value = flag ? args.required("value").toLowerCase(Locale.ROOT) : args.required("value");
        Object before = known.get(question);
        String now = before == null ? "" : String.valueOf(before);
        if (known.containsKey(question) && (flag ? now.toLowerCase(Locale.ROOT) : now).equals(value)) {
            return ModuleResult.of(false).with("msg", "").with("current", known);
        }
        if (!call.check()) {
            String unseen = args.flag("unseen", false) ? " -u" : "";
            call.node()
                    .output("printf '%s\\n' " + word(String.join(" ", name, question, type, value))
                            + " | debconf-set-selections" + unseen + "\n");
        }
        Map<String, @Nullable Object> previous = new LinkedHashMap<>(known);
        previous.putIfAbsent(question, "");
        return ModuleResult.of(true)
                .with("msg", "")
                .with("current", Map.of(question, args.required("value")))
                .with("previous", previous);
    }

    /** Questions of a package with their answers. */
    private static Map<String, @Nullable Object> answers(ModuleCall call, String name) {
        Map<String, @Nullable Object> answers = new LinkedHashMap<>();
        call.node().output("debconf-show " + word(name) + "\n").lines().forEach(line -> {
            String text = line.replaceFirst("^[\\s*]+", "");
            int colon = text.indexOf(':');
            if (colon > 0) {
                answers.put(text.substring(0, colon), text.substring(colon + 1).strip());
            }
        });
        return answers;
    }
}
