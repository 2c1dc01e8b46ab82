package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line as a whole: finds the command, runs it, and turns errors into one sentence and an exit code. */
public final class Commands {
    /** What a shell expects for a command line that cannot be understood. */
    private static final int WRONG_USAGE = 2;

    private final Terminal terminal;

    public Commands(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a command line; gives the exit code. */
    public int run(String... args) {
        CommandLine line = new CommandLine(spec());
        line.setUsageHelpAutoWidth(false);
        line.setExpandAtFiles(false);
        try {
            ParseResult parsed = line.parseArgs(args);
            return dispatch(line, parsed);
        } catch (ParameterException e) {
            terminal.err().println("ERROR: " + lower(String.valueOf(e.getMessage())));
            terminal.err()
                    .println("HINT: see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
            return WRONG_USAGE;
        } catch (ControllerException e) {
            terminal.err().println("ERROR: " + e.text());
            return e.exitCode().code();
        }
    }

    private int dispatch(CommandLine line, ParseResult parsed) {
        if (parsed.isVersionHelpRequested()) {
            return version();
        }
        ParseResult sub = parsed.subcommand();
        if (parsed.isUsageHelpRequested() || sub == null || sub.isUsageHelpRequested()) {
            boolean asked = parsed.isUsageHelpRequested() || sub != null;
            CommandLine shown = sub == null ? line : sub.commandSpec().commandLine();
            PrintWriter out = new PrintWriter(asked ? terminal.out() : terminal.err(), true, StandardCharsets.UTF_8);
            shown.usage(out);
            return asked ? 0 : WRONG_USAGE;
        }
        return switch (sub.commandSpec().name()) {
            case "play" -> new PlayCommand(new PlayOptions(sub), terminal).run().code();
            case "vault" -> new VaultCommand(sub, terminal).run().code();
            case "inventory" -> new InventoryCommand(sub, terminal).run().code();
            case "pitr", "fork" -> new PitrCommand(sub, words -> new Commands(terminal).run(words)).run();
            case "runs" -> new RunsCommand(sub, terminal).run().code();
            default -> version();
        };
    }

    private static CommandSpec spec() {
        CommandSpec root = CommandSpec.create().name("sounder");
        root.usageMessage().description("Drives the backups of PostgreSQL clusters by playbooks.");
        new OptionList(root).help();
        root.addOption(OptionSpec.builder("--version")
                .arity("0")
                .versionHelp(true)
                .description("show the version")
                .build());
        root.addSubcommand("play", PlayOptions.spec());
        root.addSubcommand("inventory", InventoryOptions.spec());
        root.addSubcommand("vault", VaultCommand.spec());
        root.addSubcommand("pitr", PitrCommand.pitr());
        root.addSubcommand("fork", PitrCommand.fork());
        root.addSubcommand("runs", RunsCommand.spec());
        CommandSpec version = CommandSpec.create();
        version.usageMessage().description("Shows the version.");
        root.addSubcommand("version", version);
        return root;
    }

    private int version() {
        Properties build = new Properties();
        try (InputStream in = Commands.class.getResourceAsStream("/io/sounder/controller/build.properties")) {
            if (in == null) {
                throw new ControllerException(ExitCode.UNEXPECTED, "this build does not name its version");
            }
            build.load(in);
        } catch (IOException e) {
            throw new ControllerException(ExitCode.UNEXPECTED, "this build does not name its version", e);
        }
        terminal.out()
                .println("sounder " + build.getProperty("version") + " (build " + build.getProperty("build") + ")");
        return 0;
    }

    private static String lower(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
