package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.restore.RecoveryGoal;
import io.sounder.agent.restore.RecoveryType;
import io.sounder.agent.restore.RestoreSettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the options of the command restore into the wishes of its room. */
final class RestoreOptions {
    private static final String LATEST = "latest";

    private RestoreOptions() {}

    static RestoreSettings settings(Config config, ZoneId zone) {
        return new RestoreSettings(
                Path.of(config.required(Option.PG_PATH)),
                config.text(Option.SET).filter(set -> !LATEST.equals(set)).map(RestoreOptions::label),
                goal(config),
                config.isSet(Option.TYPE),
                new RestoreSettings.Mode(config.flag(Option.DELTA), config.flag(Option.FORCE)),
                new RestoreSettings.Recovery(
                        new TreeMap<>(config.map(Option.RECOVERY_OPTION)),
                        config.text(Option.ARCHIVE_MODE).filter("off"::equals).isPresent(),
                        RestoreCommandText.of(config)),
                new RestoreSettings.Mapping(
                        config.map(Option.TABLESPACE_MAP),
                        config.text(Option.TABLESPACE_MAP_ALL),
                        config.map(Option.LINK_MAP),
                        config.flag(Option.LINK_ALL)),
                new RestoreSettings.Databases(config.list(Option.DB_INCLUDE), config.list(Option.DB_EXCLUDE)),
                Math.toIntExact(config.number(Option.PROCESS_MAX)),
                config.jobRetry(),
                zone,
                config.text(Option.SPOOL_PATH).map(spool -> Path.of(spool, "archive", config.required(Option.STANZA))));
    }

    private static RecoveryGoal goal(Config config) {
        RecoveryType type = RecoveryType.of(config.text(Option.TYPE).orElse(RecoveryType.DEFAULT.word()));
        Optional<String> target = type.hasTarget() ? Optional.of(config.required(Option.TARGET)) : Optional.empty();
        return new RecoveryGoal(
                type,
                target,
                config.flag(Option.TARGET_EXCLUSIVE),
                config.text(Option.TARGET_ACTION).orElse("pause"),
                config.text(Option.TARGET_TIMELINE));
    }

    private static BackupLabel label(String text) {
        if (!BackupLabel.isLabel(text)) {
            throw new AgentException(ErrorCode.BACKUP_SET_INVALID, "backup set " + text + " is not valid")
                    .withHint("run the info command for the backup sets there are");
        }
        return new BackupLabel(text);
    }
}
