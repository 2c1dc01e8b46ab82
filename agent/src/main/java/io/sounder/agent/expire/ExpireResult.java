package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import java.util.List;
import java.util.Map;

/**
 * What an expire run removed, or would have removed in a dry run.
 *
 * @param removed the backups by repository key
 */
public record ExpireResult(Map<Integer, List<BackupLabel>> removed) {
    public ExpireResult {
        removed = Map.copyOf(removed);
    }
}
