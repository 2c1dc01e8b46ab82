package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.expire.Expire;
import io.sounder.agent.expire.ExpireSettings;
import io.sounder.agent.expire.RetentionSettings;
import io.sounder.agent.os.LockType;
import io.sounder.agent.os.StopFile;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The command expire: removes what the retention does not ask for. */
final class ExpireCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        StopFile.rejectIfPresent(Path.of(config.required(Option.LOCK_PATH)), config.required(Option.STANZA));
        List<Repository> repositories = Repositories.open(config, context.log());
        ExpireSettings settings = settings(config, repositories);
        List<Integer> keys = repositories.stream().map(Repository::key).toList();
        try (StanzaAccess _ = StanzaAccess.exclusive(config, context, keys, LockType.BACKUP)) {
            new Expire(settings, repositories, context.clock(), context.zone(), context.log()).run();
        }
        return 0;
    }

    private static ExpireSettings settings(Config config, List<Repository> repositories) {
        Optional<BackupLabel> set = config.text(Option.SET).map(Labels::parse);
        boolean oldest = config.flag(Option.OLDEST);
        if (set.isPresent() && oldest) {
            throw new AgentException(ErrorCode.OPTION_INVALID, "option 'oldest' cannot be used with option 'set'");
        }
        Optional<String> before = config.text(Option.ARCHIVE_EXPIRE_BEFORE);
        before.filter(segment -> !WalSegment.isName(segment)).ifPresent(segment -> {
            throw new AgentException(
                            ErrorCode.OPTION_INVALID_VALUE,
                            "'" + segment + "' is not allowed for option 'archive-expire-before'")
                    .withHint("give the name of a WAL segment, 24 hexadecimal digits");
        });
        Map<Integer, RetentionSettings> retention = new HashMap<>();
        Set<Integer> linked = new HashSet<>();
        repositories.stream().map(Repository::key).forEach(key -> {
            retention.put(key, retention(config, key));
            if (config.flag(Option.REPO_SYMLINK, key)) {
                linked.add(key);
            }
        });
        return new ExpireSettings(set, oldest, before, config.flag(Option.DRY_RUN), linked, retention);
    }

    private static RetentionSettings retention(Config config, int key) {
        return new RetentionSettings(
                number(config, Option.REPO_RETENTION_FULL, key),
                "time".equals(config.text(Option.REPO_RETENTION_FULL_TYPE, key).orElse("count")),
                number(config, Option.REPO_RETENTION_DIFF, key),
                number(config, Option.REPO_RETENTION_ARCHIVE, key),
                BackupType.of(
                        config.text(Option.REPO_RETENTION_ARCHIVE_TYPE, key).orElse("full")),
                number(config, Option.REPO_RETENTION_HISTORY, key));
    }

    private static OptionalLong number(Config config, Option option, int key) {
        return config.has(option, key) ? OptionalLong.of(config.number(option, key)) : OptionalLong.empty();
    }
}
