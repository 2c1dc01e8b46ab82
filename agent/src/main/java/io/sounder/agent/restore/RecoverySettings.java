package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that make the server recover, in the order in which they are written.
 *
 * @param options what the user gave as {@code recovery-option}, dashes not yet replaced
 * @param archiveOff whether the restored server must not archive
 * @param restoreCommand the command that fetches WAL; an own option wins over it
 * @param autoConf whether they go to {@code postgresql.auto.conf} (version 12 and newer), not {@code recovery.conf}
 */
record RecoverySettings(
        RecoveryGoal goal,
        SortedMap<String, String> options,
        boolean archiveOff,
        String restoreCommand,
        boolean autoConf) {
    private static final String RESTORE_COMMAND = "restore_command";
    private static final String TIMELINE = "recovery_target_timeline";
    private static final String CURRENT = "current";

    /** Names and values, unquoted. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>(ownOptions());
        if (archiveOff) {
            if (!autoConf) {
                throw new AgentException(
                                ErrorCode.OPTION_INVALID, "option 'archive-mode=off' needs PostgreSQL 12 or newer")
                        .withHint("set archive_mode=off in postgresql.conf of the restored cluster");
            }
            entries.put("archive_mode", "off");
        }
        entries.putIfAbsent(RESTORE_COMMAND, restoreCommand);
        addTarget(entries);
        addTimeline(entries);
        if (!autoConf && goal.type() == RecoveryType.STANDBY) {
            entries.put("standby_mode", "on");
        }
        return entries;
    }

    /** One line for each setting. */
    String text() {
        StringBuilder text = new StringBuilder();
        entries()
                .forEach((name, value) ->
                        text.append(name).append(" = ").append(quoted(value)).append('\n'));
        return text.toString();
    }

    private SortedMap<String, String> ownOptions() {
        SortedMap<String, String> own = new TreeMap<>();
        options.forEach((key, value) -> {
            String name = key.replace('-', '_');
            if ("standby_mode".equals(name)) {
                throw new AgentException(
                                ErrorCode.OPTION_INVALID, "option 'recovery-option' must not set 'standby_mode'")
                        .withHint("use --type=standby to restore a standby");
            }
            own.put(name, value);
        });
        return own;
    }

    private void addTarget(Map<String, String> entries) {
        if (goal.type() == RecoveryType.IMMEDIATE) {
            entries.put("recovery_target", "immediate");
        }
        if (goal.type().hasTarget()) {
            entries.put("recovery_target_" + goal.type().word(), goal.target().orElseThrow());
            if (goal.exclusive()) {
                entries.put("recovery_target_inclusive", "false");
            }
        }
        if (!"pause".equals(goal.action())) {
            entries.put("recovery_target_action", goal.action());
        }
    }

    private void addTimeline(Map<String, String> entries) {
        if (goal.timeline().isPresent()) {
            String timeline = goal.timeline().get();
            if (autoConf || !CURRENT.equals(timeline)) {
                entries.put(TIMELINE, timeline);
            }
        } else if (autoConf && goal.type() == RecoveryType.IMMEDIATE) {
            entries.put(TIMELINE, CURRENT);
        }
    }

    /** A value as the server's configuration grammar reads it back: both of its escape characters are doubled. */
    private static String quoted(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "a recovery setting must not contain a line end");
        }
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
