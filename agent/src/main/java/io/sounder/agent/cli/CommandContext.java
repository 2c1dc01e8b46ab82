package io.sounder.agent.cli;

import io.sounder.agent.base.ExecId;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Command;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a command may use of the process it runs in.
 *
 * @param log log lines; console, file and standard error behind it
 * @param in standard input
 * @param out standard output, for results only; flushed by the dispatcher
 * @param clock the time
 * @param zone the local zone of labels, log lines and the info text
 * @param environment the environment variables
 * @param execId the name of this run for lock files
 * @param follow runs another command in this process after this one, with its own begin and end lines: expire after backup
 */
record CommandContext(
        Log log,
        InputStream in,
        PrintStream out,
        Clock clock,
        ZoneId zone,
        Map<String, String> environment,
        ExecId execId,
        Follow follow) {
    /** Runs a further command with the options of the current one. */
    @FunctionalInterface
    interface Follow {
        int run(Command command);
    }
}
