package io.sounder.agent.cli;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;

/** What a command may use of the process it runs in. */
final class CommandContext {
    private final Log log;
    private final InputStream in;
    private final PrintStream out;
    private final Clock clock;
    private final Map<String, String> environment;
    private final ExecId execId;
    private final Function<String, Config> stanzaConfigs;
    private final Termination termination = new Termination();

    /** @param stanzaConfigs loads the same command for a stanza */
    CommandContext(
            Log log,
            InputStream in,
            PrintStream out,
            Clock clock,
            Map<String, String> environment,
            ExecId execId,
            Function<String, Config> stanzaConfigs) {
        this.log = log;
        this.in = in;
        this.out = out;
        this.clock = clock;
        this.environment = environment;
        this.execId = execId;
        this.stanzaConfigs = stanzaConfigs;
    }

    /** The configuration of the same command line for a stanza, of a command that was given none. */
    Config forStanza(String stanza) {
        return stanzaConfigs.apply(stanza);
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

    /** Whether signals may still end the command. */
    Termination termination() {
        return termination;
    }

    /** The name of this run in logs and lock files. */
    ExecId execId() {
        return execId;
    }
}
