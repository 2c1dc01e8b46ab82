package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.StopFile;
import java.nio.file.Path;
import java.util.Optional;

/** The command start: allows again what stop has forbidden. */
final class StartCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Optional<String> stanza = config.text(Option.STANZA);
        if (!StopFile.remove(Path.of(config.required(Option.LOCK_PATH)), stanza)) {
            context.log()
                    .warn("stop file does not exist"
                            + stanza.map(name -> " for stanza " + name).orElse(""));
        }
        return 0;
    }
}
