package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockHolders;
import io.sounder.agent.os.Processes;
import io.sounder.agent.os.StopFile;
import java.nio.file.Path;
import java.util.Optional;

/** The command stop: forbids commands on one or all stanzas; with force also ends the running ones. */
final class StopCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Path lockPath = Path.of(config.required(Option.LOCK_PATH));
        Optional<String> stanza = config.text(Option.STANZA);
        if (!StopFile.create(lockPath, stanza)) {
            context.log().warn("stop file already exists for " + which(stanza));
        }
        if (config.flag(Option.FORCE)) {
            for (long process : LockHolders.of(lockPath, stanza)) {
                if (Processes.terminate(process)) {
                    context.log().info("sent term signal to process " + process);
                } else {
                    context.log().warn("unable to send term signal to process " + process);
                }
            }
        }
        return 0;
    }

    static String which(Optional<String> stanza) {
        return stanza.map(name -> "stanza " + name).orElse("all stanzas");
    }
}
