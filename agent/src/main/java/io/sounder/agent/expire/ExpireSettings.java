package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import java.util.Map;
import java.util.Optional;

/**
 * What an expire run shall do.
 *
 * @param set remove this backup instead of applying the retention of backups
 * @param oldest remove the oldest full backup once, whatever the retention says
 * @param before WAL from this segment on stays
 * @param dryRun say what would happen and change nothing
 * @param symlink whether the link {@code latest} is kept
 * @param retention the retention of each repository by key
 */
public record ExpireSettings(
        Optional<BackupLabel> set,
        boolean oldest,
        Optional<String> before,
        boolean dryRun,
        boolean symlink,
        Map<Integer, RetentionSettings> retention) {
    public ExpireSettings {
        retention = Map.copyOf(retention);
    }

    RetentionSettings retention(int key) {
        RetentionSettings settings = retention.get(key);
        if (settings == null) {
            throw new IllegalArgumentException("no retention for repository " + key);
        }
        return settings;
    }
}
