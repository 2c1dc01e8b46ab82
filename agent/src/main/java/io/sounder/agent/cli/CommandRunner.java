package io.sounder.agent.cli;

import io.sounder.agent.config.Config;

/** One command: wires its room from the configuration, prints, and says the exit code. */
@FunctionalInterface
interface CommandRunner {
    /**
     * Runs the command; the dispatcher has set up logging and written the begin line, and turns exceptions into exit codes.
     *
     * @return the exit code, normally 0
     */
    int run(Config config, CommandContext context);
}
