package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ExecId;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.config.Arguments;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.os.Processes;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** One run of the program: reads the configuration, sets up logging, runs the command, answers with the exit code. */
public final class Program {
    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream standardError;
    private final Clock clock;
    private final String ownCommand;

    /** @param ownCommand the path by which others can start this program */
    public Program(
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream standardError,
            Clock clock,
            String ownCommand) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.standardError = standardError;
        this.clock = clock;
        this.ownCommand = ownCommand;
    }

    /** Runs the command in these arguments and returns the exit code. */
    public int run(List<String> arguments) {
        try {
            return parseAndRun(arguments);
        } finally {
            out.flush();
            standardError.flush();
        }
    }

    private int parseAndRun(List<String> arguments) {
        ConfigLoader loader = new ConfigLoader(environment, Path.of("/"), ownCommand);
        Arguments parsed;
        try {
            parsed = loader.parse(arguments);
        } catch (AgentException e) {
            standardError.print(new LogLineFormat(false, 2).brief(LogLevel.ERROR, CommandRun.errorText(e)));
            return e.code().code();
        }
        ExecId execId = ExecId.of(Processes.pid(), new SplittableRandom());
        Config config;
        List<String> warnings = new ArrayList<>();
        try {
            config = loader.load(parsed, execId, warnings);
        } catch (AgentException e) {
            LogSink initial = new LogSink(LogSettings.initial(), clock, out, standardError);
            warnings.forEach(warning -> initial.write(LogLevel.WARN, 0, warning));
            initial.write(LogLevel.ERROR, 0, CommandRun.errorText(e));
            return e.code().code();
        }
        return new CommandRun(
                        config,
                        environment,
                        in,
                        out,
                        standardError,
                        clock,
                        execId,
                        stanza -> loader.load(loader.parse(with(arguments, stanza)), execId))
                .run();
    }

    private static List<String> with(List<String> arguments, String stanza) {
        return Stream.concat(arguments.stream(), Stream.of("--stanza=" + stanza))
                .toList();
    }
}
