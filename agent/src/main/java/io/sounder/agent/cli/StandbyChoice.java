package io.sounder.agent.cli;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.postgres.Servers;

/** What the option backup-standby asks for. */
final class StandbyChoice {
    private StandbyChoice() {}

    static Servers.Standby of(Config config) {
        return switch (config.text(Option.BACKUP_STANDBY).orElse("n")) {
            case "y" -> Servers.Standby.REQUIRED;
            case "prefer" -> Servers.Standby.PREFERRED;
            default -> Servers.Standby.IGNORED;
        };
    }
}
