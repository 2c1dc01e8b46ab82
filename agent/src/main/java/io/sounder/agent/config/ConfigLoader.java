package io.sounder.agent.config;

import io.sounder.agent.base.ExecId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Config} of one run out of arguments, environment and configuration files; checks everything and throws
 * what is wrong with the error code of the original.
 */
public final class ConfigLoader {
    private final Map<String, String> environment;
    private final Path root;
    private final String ownCommand;
    private final OptionTable table = OptionTable.load();
    private final OptionNames names = new OptionNames(table);

    public ConfigLoader(Map<String, String> environment, Path root) {
        this(environment, root, "pgbackrest");
    }

    /**
     * @param environment the environment variables of the process
     * @param root what {@code /} means for configuration files: {@code /} itself, another folder in tests
     * @param ownCommand the path by which others can start this program: the default of {@code cmd}
     */
    public ConfigLoader(Map<String, String> environment, Path root, String ownCommand) {
        this.environment = environment;
        this.root = root;
        this.ownCommand = ownCommand;
    }

    /** Takes a command line apart; only its grammar is checked. */
    public Arguments parse(List<String> arguments) {
        return new ArgumentParser(table, names).parse(arguments);
    }

    /** The configuration for these arguments, which do not include the name of the program. */
    public Config load(List<String> arguments) {
        return load(parse(arguments));
    }

    /** The configuration for a command line. Help and version look at nothing else. */
    public Config load(Arguments arguments) {
        return load(arguments, null);
    }

    /**
     * The configuration for a command line.
     *
     * @param execId what {@code exec-id} is unless it is given
     */
    public Config load(Arguments arguments, @Nullable ExecId execId) {
        return load(arguments, execId, new ArrayList<>());
    }

    /**
     * The same; whoever has to tell of an error knows what was to be warned of before it.
     *
     * @param warnings filled with those of the configuration
     */
    public Config load(Arguments arguments, @Nullable ExecId execId, List<String> warnings) {
        CommandSpec command = CommandSpec.load(arguments.command(), table);
        GivenOptions given = arguments.options();
        List<String> stanzas = List.of();
        ConfigReport report = null;
        if (arguments.command() == Command.HELP || arguments.command() == Command.VERSION) {
            given.retain(command.options().keySet());
        } else {
            new EnvironmentOptions(command, names, warnings).addTo(given, environment);
            IniText text = IniText.parse(new ConfigFiles(root, given).read());
            new FileOptions(command, table, names, warnings).addTo(given, text, given.value(Option.STANZA));
            stanzas = text.stanzas();
            if (given.contains(Option.REPORT, 1)) {
                boolean read = !text.isBlank() || given.value(Option.CONFIG) != null;
                report = new ConfigReporter(table, names).report(environment, text, read);
            }
        }
        if (execId != null && command.options().containsKey(Option.EXEC_ID) && !given.contains(Option.EXEC_ID, 1)) {
            given.put(Option.EXEC_ID, 1, Given.set(execId.value(), Source.COMMAND_LINE));
        }
        Adjustments.compress(command, given, warnings);
        Settings settings = new Resolver(command, arguments.role(), given, ownCommand).resolve();
        new Adjustments(command, settings, warnings).apply();
        return new Config(
                command, arguments.role(), arguments.parameters(), settings, warnings, stanzas, report, table);
    }
}
