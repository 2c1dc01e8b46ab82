package io.sounder.agent.expire;

import java.util.List;

/**
 * What the rules decided about the backups.
 *
 * @param remaining the backups that stay
 * @param settings the settings for the WAL, which a rule may have completed
 */
record RetentionPlan(List<Removal> removals, BackupList remaining, RetentionSettings settings) {
    RetentionPlan {
        removals = List.copyOf(removals);
    }
}
