package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;

/** The command version: the pgBackRest version that we are compatible with, then our own. */
final class VersionCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Versions versions = Versions.read();
        context.out()
                .print(
                        config.text(Option.OUTPUT).filter("num"::equals).isPresent()
                                ? versions.number()
                                : versions.text());
        return 0;
    }
}
