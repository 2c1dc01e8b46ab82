package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Command;
import io.sounder.agent.config.Manual;
import io.sounder.agent.config.Manual.CommandEntry;
import io.sounder.agent.config.Manual.OptionEntry;
import io.sounder.agent.format.BackrestVersion;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The texts of the command help, laid out in columns. */
final class HelpText {
    private static final int WIDTH = 100;
    private static final int INDENT = 4;

    private final Manual manual;

    HelpText(Manual manual) {
        this.manual = manual;
    }

    String general() {
        TextTable commands = table(20);
        for (CommandEntry entry : manual.commands()) {
            if (!entry.internal()) {
                commands.addRowValues(entry.command().id(), entry.summary());
            }
        }
        return title("General help") + "\nUsage:\n    pgbackrest [options] [command]\n\nCommands:\n" + commands
                + "\nUse 'pgbackrest help [command]' for more information.\n";
    }

    String command(Command command) {
        TextTable options = table(40);
        for (OptionEntry entry : manual.options(command)) {
            if (!entry.internal()) {
                String fallback = fallback(entry);
                options.addRowValues(
                        "--" + entry.name(), entry.summary() + (fallback.isEmpty() ? "" : " [" + fallback + "]"));
            }
        }
        String summary = "";
        for (CommandEntry entry : manual.commands()) {
            summary = entry.command() == command ? entry.summary() : summary;
        }
        return title("'" + command.id() + "' command help") + "\n" + summary + "\n\nOptions:\n" + options
                + "\nUse 'pgbackrest help " + command.id() + " [option]' for more information.\n";
    }

    String option(Command command, String name) {
        OptionEntry entry = manual.option(command, name)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.OPTION_INVALID,
                        "option '" + name + "' is not valid for command '" + command.id() + "'"));
        StringBuilder text = new StringBuilder(title("'" + command.id() + "' command - '" + name + "' option help"));
        text.append('\n').append(entry.summary()).append("\n\ntype: ").append(entry.type());
        if (!entry.allowed().equals("-")) {
            text.append("\nallowed: ").append(entry.allowed());
        }
        String fallback = fallback(entry);
        if (!fallback.isEmpty()) {
            text.append('\n').append(fallback);
        }
        if (entry.secure()) {
            text.append("\nnot allowed on the command line");
        }
        if (!entry.oldNames().isEmpty()) {
            text.append("\nold names: ").append(String.join(", ", entry.oldNames()));
        }
        return text.append('\n').toString();
    }

    private static String fallback(OptionEntry entry) {
        return switch (entry.fallback()) {
            case "-" -> "";
            case "!" -> "required";
            case "<cmd>" -> "default: this program";
            default -> "default: " + entry.fallback();
        };
    }

    private static String title(String topic) {
        return "pgBackRest " + BackrestVersion.WRITTEN + " - " + topic + "\n";
    }

    private static TextTable table(int first) {
        return TextTable.forColumns(
                new ColorScheme.Builder(Ansi.OFF).build(),
                new Column(first, INDENT, Overflow.SPAN),
                new Column(WIDTH - first, 1, Overflow.WRAP));
    }
}
