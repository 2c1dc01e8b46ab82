package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.info.ManifestJson;
import io.sounder.agent.info.ManifestText;
import io.sounder.agent.info.ManifestView;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;

/** The command manifest: shows the manifest of a backup. */
final class ManifestCommand implements CommandRunner {
    private static final String LATEST = "latest";

    @Override
    public int run(Config config, CommandContext context) {
        Repository repository = Repositories.first(config, context.log());
        BackupLabel label = label(config.required(Option.SET), repository);
        ManifestView view = new ManifestView(
                repository.manifest(label), NameFilter.of(config.text(Option.FILTER)), config.text(Option.REFERENCE));
        if (config.required(Option.OUTPUT).equals("json")) {
            new ManifestJson(view).print(context.out());
        } else {
            new ManifestText(view, context.zone()).print(context.out());
        }
        return 0;
    }

    private static BackupLabel label(String set, Repository repository) {
        if (!set.equals(LATEST)) {
            return Labels.parse(set);
        }
        var backups = repository.backupInfo().backups();
        if (backups.isEmpty()) {
            throw new AgentException(ErrorCode.BACKUP_SET_INVALID, "no backup sets to show")
                    .withHint("has a backup been performed?");
        }
        return backups.lastKey();
    }
}
