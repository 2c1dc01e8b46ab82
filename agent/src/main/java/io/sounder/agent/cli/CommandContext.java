package io.sounder.agent.cli;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.base.Log;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/** What a command may use of the process it runs in. */
final class CommandContext {
    private final Log log;
    private final InputStream in;
    private final PrintStream out;
    private final Clock clock;
    private final Map<String, String> environment;
    private final ExecId execId;

    CommandContext(
            Log log, InputStream in, PrintStream out, Clock clock, Map<String, String> environment, ExecId execId) {
        this.log = log;
        this.in = in;
        this.out = out;
        this.clock = clock;
        this.environment = environment;
        this.execId = execId;
    }

    /** Log lines; console, file and standard error are behind it. */
    Log log() {
        return log;
    }

    /** Standard input. */
    InputStream in() {
        return in;
    }

    /** Standard output, for results only; flushed when the command has ended. */
    PrintStream out() {
        return out;
    }

    /** The time, in UTC. */
    Clock clock() {
        return clock;
    }

    /** The local zone of labels and texts. Looked up only when asked for: it takes long at the start of a process. */
    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** The environment variables. */
    Map<String, String> environment() {
        return environment;
    }

    /** The name of this run in logs and lock files. */
    ExecId execId() {
        return execId;
    }
}
