package io.sounder.agent.cli;

import io.sounder.agent.annotate.Annotate;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockType;
import io.sounder.agent.repository.Repositories;

/** The command annotate: changes the annotations of a backup. */
final class AnnotateCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        BackupLabel label = Labels.parse(config.required(Option.SET));
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, LockType.BACKUP)) {
            new Annotate(Repositories.open(config, context.log()), context.log())
                    .run(label, config.map(Option.ANNOTATION));
        }
        return 0;
    }
}
