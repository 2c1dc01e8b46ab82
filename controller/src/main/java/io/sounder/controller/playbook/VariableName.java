package io.sounder.controller.playbook;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import java.util.Set;
import java.util.regex.Pattern;

/** What variables may be called: letters, digits and underscores, and none of the words that templates are written with. */
final class VariableName {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");
    private static final Set<String> WORDS = Set.of(
            ("False None True and as assert async await break class continue def del elif else except finally for from"
                            + " global if import in is lambda nonlocal not or pass raise return try while with yield")
                    .split(" "));

    private VariableName() {}

    private static boolean isOne(String text) {
        return NAME.matcher(text).matches() && !WORDS.contains(text);
    }

    /** Refuses a map of variables of which one is called otherwise. */
    static void check(YamlMap vars) {
        for (YamlMap.Entry entry : vars.entries()) {
            if (!isOne(entry.name())) {
                throw ControllerException.at(entry.key().at(), "a variable cannot be called '" + entry.name() + "'");
            }
        }
    }

    /** Refuses a keyword whose value is to be the name of a variable. */
    static void check(String keyword, YamlNode name) {
        if (!isOne(String.valueOf(name.value()))) {
            throw ControllerException.absent(
                    name.at(), "a variable cannot be called '" + name.value() + "', as '" + keyword + "' wants");
        }
    }
}
