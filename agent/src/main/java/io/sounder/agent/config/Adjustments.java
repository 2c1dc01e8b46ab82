package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The rules between options that the table cannot state: timeouts, hosts, paths, retention, required repository. */
final class Adjustments {
    private static final long TIMEOUT_GAP = 30_000;

    private final CommandSpec command;
    private final Settings settings;
    private final List<String> warnings;

    Adjustments(CommandSpec command, Settings settings, List<String> warnings) {
        this.command = command;
        this.settings = settings;
        this.warnings = warnings;
    }

    /** The old switch {@code compress} in terms of {@code compress-type}; before conditions are looked at. */
    static void compress(CommandSpec command, GivenOptions given, List<String> warnings) {
        Given compress = given.get(Option.COMPRESS, 1);
        if (compress == null
                || compress.kind() == Given.Kind.RESET
                || !command.options().containsKey(Option.COMPRESS)) {
            return;
        }
        if (given.contains(Option.COMPRESS_TYPE, 1)) {
            warnings.add("'compress' and 'compress-type' options should not both be set\n"
                    + "HINT: 'compress-type' is preferred and 'compress' is deprecated.");
        } else if (compress.values().contains("n")) {
            given.put(Option.COMPRESS_TYPE, 1, Given.set("none", compress.source()));
        }
    }

    /** Applies all rules; throws what contradicts. */
    void apply() {
        timeouts();
        hosts();
        paths();
        repositoryKey();
        if (command.options().containsKey(Option.REPO_RETENTION_FULL)) {
            for (int key : settings.keys(Group.REPO)) {
                new RetentionRules(settings, key, warnings).apply();
            }
        }
    }

    private void timeouts() {
        String db = settings.value(Option.DB_TIMEOUT, 1);
        String protocol = settings.value(Option.PROTOCOL_TIMEOUT, 1);
        if (db == null || protocol == null || ValueType.milliseconds(protocol) > ValueType.milliseconds(db)) {
            return;
        }
        boolean dbGiven = settings.given(Option.DB_TIMEOUT, 1);
        if (dbGiven && settings.given(Option.PROTOCOL_TIMEOUT, 1)) {
            throw new AgentException(
                            ErrorCode.OPTION_INVALID_VALUE,
                            "'" + protocol + "' is not valid for 'protocol-timeout' option")
                    .withHint("'protocol-timeout' option (" + protocol
                            + ") should be greater than 'db-timeout' option (" + db + ").");
        }
        if (dbGiven) {
            put(Option.PROTOCOL_TIMEOUT, ValueType.milliseconds(db) + TIMEOUT_GAP);
            return;
        }
        long half = ValueType.milliseconds(protocol) / 2;
        long lower = ValueType.milliseconds(protocol) - TIMEOUT_GAP;
        put(Option.DB_TIMEOUT, lower < TIMEOUT_GAP / 2 ? half : lower);
    }

    private void put(Option option, long milliseconds) {
        settings.put(option, 1, Setting.byDefault(milliseconds + "ms"));
    }

    private void hosts() {
        if (firstWith(Option.PG_HOST) != null && firstWith(Option.REPO_HOST) != null) {
            throw new AgentException(ErrorCode.CONFIG, "pg and repo hosts cannot both be configured as remote");
        }
    }

    private @Nullable Integer firstWith(Option option) {
        for (int key : settings.keys(option.group())) {
            if (settings.value(option, key) != null) {
                return key;
            }
        }
        return null;
    }

    private void paths() {
        Map<String, Integer> paths = new HashMap<>();
        for (int key : settings.keys(Group.REPO)) {
            String type = settings.value(Option.REPO_TYPE, key);
            String path = settings.value(Option.REPO_PATH, key);
            if (path == null || (!"posix".equals(type) && !"cifs".equals(type))) {
                continue;
            }
            if (settings.value(Option.REPO_HOST, key) != null) {
                continue;
            }
            Integer other = paths.putIfAbsent(path, key);
            if (other != null) {
                throw new AgentException(
                        ErrorCode.OPTION_INVALID_VALUE,
                        "local repo" + other + " and repo" + key + " paths are both '" + path
                                + "' but must be different");
            }
        }
    }

    private void repositoryKey() {
        SortedSet<Integer> keys = settings.keys(Group.REPO);
        String repo = settings.value(Option.REPO, 1);
        if (repo != null) {
            if (!keys.contains(Integer.valueOf(repo))) {
                throw new AgentException(
                        ErrorCode.OPTION_INVALID_VALUE, "key '" + repo + "' is not valid for 'repo' option");
            }
            return;
        }
        if (settings.value(Option.REPO_TARGET_TIME, 1) != null) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID, "option 'repo-target-time' not valid without option 'repo'");
        }
        if (command.command() == Command.STANZA_DELETE && (keys.size() > 1 || keys.first() != 1)) {
            throw new AgentException(ErrorCode.OPTION_REQUIRED, "stanza-delete command requires option: repo")
                    .withHint("this command requires a specific repository to operate on");
        }
    }
}
