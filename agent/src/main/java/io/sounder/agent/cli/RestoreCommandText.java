package io.sounder.agent.cli;

import io.sounder.agent.config.Command;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import java.util.List;
import java.util.Set;

/**
 * Builds the server's restore_command out of the options that were given on the command line of restore; those of the
 * configuration file and the environment apply to it by themselves.
 */
final class RestoreCommandText {
    private static final Set<String> LEFT_OUT = Set.of(
            "cmd",
            "exec-id",
            "job-retry",
            "job-retry-interval",
            "log-level-console",
            "log-level-file",
            "log-level-stderr",
            "log-subprocess",
            "log-timestamp",
            "process-max",
            // Valid for archive-get only beside archive-async, which restore does not know.
            "spool-path");

    private RestoreCommandText() {}

    static String of(Config config) {
        StringBuilder text = new StringBuilder(quoted(config.required(Option.CMD)));
        arguments(config.commandLineArguments(Command.ARCHIVE_GET))
                .forEach(argument -> text.append(' ').append(quoted(argument)));
        return text.append(" archive-get %f \"%p\"").toString();
    }

    static List<String> arguments(List<String> all) {
        return all.stream().filter(RestoreCommandText::belongs).toList();
    }

    private static boolean belongs(String argument) {
        int end = argument.indexOf('=');
        String name = argument.substring("--".length(), end < 0 ? argument.length() : end);
        return !LEFT_OUT.contains(name) && !name.endsWith("-cipher-type");
    }

    /** The text as one word of the shell; a percent sign would be taken for a placeholder by the server. */
    static String quoted(String word) {
        String escaped = word.replace("%", "%%");
        boolean plain = escaped.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./=:,@%+".indexOf(c) >= 0);
        return plain ? escaped : "\"" + escaped.replaceAll("([\"\\\\$`])", "\\\\$1") + "\"";
    }
}
