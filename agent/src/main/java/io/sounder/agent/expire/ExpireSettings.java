package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an expire run shall do.
 *
 * @param set remove this backup instead of applying the retention of backups
 * @param oldest remove the oldest full backup once, whatever the retention says
 * @param before WAL from this segment on stays
 * @param dryRun say what would happen and change nothing
 * @param linked keys of the repositories that have a link {@code latest}
 * @param retention the retention of each repository by key
 */
public record ExpireSettings(
        Optional<BackupLabel> set,
        boolean oldest,
        Optional<String> before,
        boolean dryRun,
        Set<Integer> linked,
        Map<Integer, RetentionSettings> retention) {
    public ExpireSettings {
        linked = Set.copyOf(linked);
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
