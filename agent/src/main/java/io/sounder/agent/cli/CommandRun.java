package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ExecId;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.config.Command;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.config.Role;
import io.sounder.agent.format.BackrestVersion;
import io.sounder.agent.os.Nice;
import io.sounder.agent.os.Umask;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A command between its begin and end lines, and the one that follows it. */
final class CommandRun {
    /** Permissions of the folders of a repository; its files have some of them. */
    private static final int REPOSITORY_MODES = 0750;

    /** Those of the folder of locks, which the group may write to. */
    private static final int LOCK_MODES = 0770;

    /** What they create must have the modes that the original gives, whatever the umask is. */
    private static final Set<Command> WRITERS = EnumSet.of(
            Command.ANNOTATE,
            Command.ARCHIVE_GET,
            Command.ARCHIVE_PUSH,
            Command.BACKUP,
            Command.EXPIRE,
            Command.REPO_CREATE,
            Command.REPO_PUT,
            Command.RESTORE,
            Command.STANZA_CREATE,
            Command.STANZA_DELETE,
            Command.STANZA_UPGRADE,
            Command.START,
            Command.STOP);

    private final Config config;
    private final Clock clock;
    private final CommandContext context;
    private final LogSink log;
    private final LogSettings settings;
    private final PrintStream standardError;

    CommandRun(
            Config config,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream standardError,
            Clock clock,
            ExecId fallbackId,
            Function<String, Config> stanzaConfigs) {
        this.config = config;
        this.clock = clock;
        this.standardError = standardError;
        this.settings = LogSettings.from(config);
        // Results of quiet commands are read by programs: their standard output carries nothing else.
        this.log = new LogSink(settings, clock, printsResult(config) ? standardError : out, standardError);
        ExecId execId = config.text(Option.EXEC_ID).map(ExecId::new).orElse(fallbackId);
        this.context = new CommandContext(log, in, out, clock, environment, execId, stanzaConfigs);
    }

    private static boolean printsResult(Config config) {
        boolean verifies = config.command() == Command.VERIFY;
        return config.quiet()
                || (verifies && !config.text(Option.OUTPUT).orElse("none").equals("none"));
    }

    int run() {
        SignalHook hook =
                new SignalHook(log, config.command().id(), context.termination(), standardError, context.out());
        int code = masked() ? runUnmasked(hook) : runAll(hook);
        hook.remove(code);
        log.writeTo(null);
        return code;
    }

    /** Whether the mask has to be set aside, so that files and folders get the modes that others rely on. */
    private boolean masked() {
        return WRITERS.contains(config.command())
                && config.flag(Option.NEUTRAL_UMASK)
                && Umask.takes(archives() ? REPOSITORY_MODES : LOCK_MODES);
    }

    /** Archives in the foreground, where every millisecond counts and nothing is locked. */
    private boolean archives() {
        return config.command() == Command.ARCHIVE_PUSH && config.role() == Role.MAIN;
    }

    private int runUnmasked(SignalHook hook) {
        int mask = Umask.set(0);
        try {
            return runAll(hook);
        } finally {
            Umask.set(mask);
        }
    }

    /** The command, and what follows it. */
    private int runAll(SignalHook hook) {
        int code = run(config);
        boolean backup = config.command() == Command.BACKUP && config.role() == Role.MAIN;
        if (code == 0 && backup && config.flag(Option.EXPIRE_AUTO)) {
            hook.begin(Command.EXPIRE.id());
            code = run(config.with(Command.EXPIRE));
        }
        return code;
    }

    private int run(Config current) {
        long start = clock.millis();
        LogLevel level = current.quiet() ? LogLevel.DEBUG : LogLevel.INFO;
        String name = current.command().id()
                + (current.role() == Role.MAIN ? "" : ":" + current.role().id()) + " command ";
        openFile(current);
        try {
            if (log.enabled(level)) {
                log.write(level, 0, name + "begin " + BackrestVersion.WRITTEN + ": " + current.description());
            }
            current.warnings().forEach(log::warn);
            prepareProcess(current);
            CommandRunner runner =
                    current.role() == Role.REMOTE ? new RemoteCommand() : Commands.runner(current.command());
            int code = runner.run(current, context);
            context.out().flush();
            String took = settings.timestamp() ? " (" + (clock.millis() - start) + "ms)" : "";
            log.write(level, 0, name + "end: completed successfully" + took);
            return code;
        } catch (AgentException e) {
            return failed(level, name, e);
        } catch (RuntimeException | Error e) {
            return failed(level, name, unexpected(e));
        }
    }

    private static void prepareProcess(Config current) {
        if (current.has(Option.PRIORITY)) {
            Nice.set(Math.toIntExact(current.number(Option.PRIORITY)));
        }
    }

    private int failed(LogLevel level, String name, AgentException error) {
        context.out().flush();
        log.write(LogLevel.ERROR, 0, errorText(error));
        if (log.enabled(LogLevel.DEBUG)) {
            log.debug(StackText.of(error));
        }
        log.write(level, 0, name + "end: aborted with exception [" + three(error.code()) + "]");
        return error.code().code();
    }

    private static AgentException unexpected(Throwable error) {
        ErrorCode code = error instanceof OutOfMemoryError ? ErrorCode.MEMORY : ErrorCode.RUNTIME;
        return new AgentException(
                        code, "unexpected " + error.getClass().getSimpleName() + ": " + error.getMessage(), error)
                .withHint("this is a defect of the program, please report it with the output of "
                        + "--log-level-console=debug.");
    }

    private void openFile(Config current) {
        if (settings.file() == LogLevel.OFF) {
            return;
        }
        String name = current.text(Option.STANZA).orElse("all") + "-"
                + current.command().id()
                + (current.role() == Role.MAIN ? "" : "-" + current.role().id()) + ".log";
        try {
            log.writeTo(LogFile.open(Path.of(current.required(Option.LOG_PATH), name)));
        } catch (AgentException e) {
            log.writeTo(null);
            log.warn(e.text() + "\nNOTE: process will continue without log file.");
        }
    }

    /** An error as log lines show it: code and message. */
    static String errorText(AgentException error) {
        return "[" + three(error.code()) + "]: " + error.text();
    }

    private static String three(ErrorCode code) {
        return (code.code() < 100 ? "0" : "") + code.code();
    }
}
