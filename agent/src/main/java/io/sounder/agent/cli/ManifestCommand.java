package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.info.ManifestDelta;
import io.sounder.agent.info.ManifestJson;
import io.sounder.agent.info.ManifestText;
import io.sounder.agent.info.ManifestView;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.util.Optional;

/** The command manifest: shows the manifest of a backup. */
final class ManifestCommand implements CommandRunner {
    private static final String LATEST = "latest";

    @Override
    public int run(Config config, CommandContext context) {
        Repository repository = Repositories.first(config, context.log());
        BackupLabel label = label(config.required(Option.SET), repository);
        ManifestView view = view(config, repository, repository.manifest(label));
        if (config.required(Option.OUTPUT).equals("json")) {
            new ManifestJson(view).print(context.out());
        } else {
            new ManifestText(view, context.zone()).print(context.out());
        }
        return 0;
    }

    /** What a restore would read is shown only for files that were asked for, because their maps must be read. */
    private static ManifestView view(Config config, Repository repository, Manifest manifest) {
        Optional<String> filter = config.text(Option.FILTER);
        if (filter.isEmpty()) {
            return new ManifestView(manifest, _ -> true, config.text(Option.REFERENCE), Optional.empty());
        }
        Optional<Path> dataFolder = config.has(Option.PG)
                ? Optional.of(PgEndpoints.dataFolder(config, Math.toIntExact(config.number(Option.PG))))
                : Optional.empty();
        Optional<ManifestDelta> delta = Optional.of(new ManifestDelta(repository, manifest, dataFolder));
        boolean oneFile = manifest.files().stream().anyMatch(file -> file.name().equals(filter.get()));
        return oneFile
                ? new ManifestView(manifest, filter.get()::equals, Optional.empty(), delta)
                : new ManifestView(manifest, NameFilter.of(filter), config.text(Option.REFERENCE), delta);
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
