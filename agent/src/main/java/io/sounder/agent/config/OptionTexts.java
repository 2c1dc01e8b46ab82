package io.sounder.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Options as they are written on a command line: for the begin line of the log and for commands that others will run. */
final class OptionTexts {
    private static final Set<Option> NOT_HANDED_ON = Set.of(
            Option.CMD,
            Option.EXEC_ID,
            Option.JOB_RETRY,
            Option.JOB_RETRY_INTERVAL,
            Option.LOG_LEVEL_CONSOLE,
            Option.LOG_LEVEL_FILE,
            Option.LOG_LEVEL_STDERR,
            Option.LOG_SUBPROCESS,
            Option.LOG_TIMESTAMP,
            Option.PROCESS_MAX,
            Option.REPO_CIPHER_TYPE);

    private static final Set<Option> OF_PROCESS =
            Set.of(Option.EXEC_ID, Option.LOG_LEVEL_CONSOLE, Option.LOG_LEVEL_STDERR);

    private final CommandSpec command;
    private final Settings settings;

    /** @param command whose options are meant */
    OptionTexts(CommandSpec command, Settings settings) {
        this.command = command;
        this.settings = settings;
    }

    /** All options that are not at their default, sorted by name; secrets are redacted. */
    List<String> all() {
        return texts((_, setting) -> shown(setting), OptionTexts::quoted);
    }

    /** The options of the command line that make sense for another run, without secrets. */
    List<String> handedOn() {
        return texts(OptionTexts::handedOn, OptionTexts::quoted);
    }

    /** The options of the command line, but not those that belong to one process, word by word. */
    List<String> given() {
        return texts((spec, setting) -> given(spec, setting) && !OF_PROCESS.contains(spec.option()), value -> value);
    }

    private List<String> texts(BiPredicate<OptionSpec, Setting> wanted, UnaryOperator<String> form) {
        List<String> texts = new ArrayList<>();
        settings.all().forEach((option, ofKeys) -> {
            OptionSpec spec = command.options().get(option);
            if (spec != null) {
                ofKeys.forEach((key, setting) -> {
                    if (wanted.test(spec, setting)) {
                        add(texts, spec, option.name(key), setting, form);
                    }
                });
            }
        });
        return texts;
    }

    private static boolean shown(Setting setting) {
        return setting.source() != Source.DEFAULT || setting.kind() == Given.Kind.RESET;
    }

    private static boolean handedOn(OptionSpec spec, Setting setting) {
        return given(spec, setting) && !NOT_HANDED_ON.contains(spec.option());
    }

    private static boolean given(OptionSpec spec, Setting setting) {
        return setting.source() == Source.COMMAND_LINE && !spec.secure();
    }

    private static void add(
            List<String> texts, OptionSpec spec, String name, Setting setting, UnaryOperator<String> form) {
        if (setting.kind() == Given.Kind.RESET) {
            texts.add("--reset-" + name);
        } else if (setting.values().isEmpty() || setting.kind() == Given.Kind.NEGATED) {
            texts.add("--no-" + name);
        } else if (spec.type() == ValueType.BOOLEAN) {
            texts.add(setting.values().getFirst().equals("y") ? "--" + name : "--no-" + name);
        } else {
            List<String> values = new ArrayList<>(setting.values());
            if (spec.type() == ValueType.HASH) {
                values.sort(null);
            }
            for (String value : values) {
                texts.add("--" + name + "=" + (spec.secure() ? "<redacted>" : form.apply(value)));
            }
        }
    }

    /** A value in double quotes when it has spaces. */
    static String quoted(String value) {
        return value.indexOf(' ') < 0 ? value : "\"" + value + "\"";
    }
}
