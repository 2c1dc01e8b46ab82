package io.sounder.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    private final CommandSpec command;
    private final Settings settings;

    /** @param command whose options are meant */
    OptionTexts(CommandSpec command, Settings settings) {
        this.command = command;
        this.settings = settings;
    }

    /** All options that are not at their default, sorted by name; secrets are redacted. */
    List<String> all() {
        return texts(false);
    }

    /** The options of the command line that make sense for another run, without secrets. */
    List<String> handedOn() {
        return texts(true);
    }

    private List<String> texts(boolean handedOn) {
        List<String> texts = new ArrayList<>();
        settings.all().forEach((option, ofKeys) -> {
            OptionSpec spec = command.options().get(option);
            if (spec != null) {
                ofKeys.forEach((key, setting) -> {
                    if (handedOn ? handedOn(spec, setting) : shown(setting)) {
                        add(texts, spec, option.name(key), setting);
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
        return setting.source() == Source.COMMAND_LINE && !spec.secure() && !NOT_HANDED_ON.contains(spec.option());
    }

    private static void add(List<String> texts, OptionSpec spec, String name, Setting setting) {
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
                texts.add("--" + name + "=" + (spec.secure() ? "<redacted>" : quoted(value)));
            }
        }
    }

    /** A value in double quotes when it has spaces. */
    static String quoted(String value) {
        return value.indexOf(' ') < 0 ? value : "\"" + value + "\"";
    }
}
