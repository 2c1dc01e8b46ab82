package io.sounder.agent.exporter;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.info.ListedBackup;
import io.sounder.agent.info.StanzaReport;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The latest backups of a stanza by type, over all repositories. A later full backup stands in for a diff, and either for
 * an incr, because a restore from it needs no older one.
 */
record LastBackups(Map<BackupType, ListedBackup> byType) {
    static LastBackups of(StanzaReport stanza) {
        Map<BackupType, ListedBackup> last = new EnumMap<>(BackupType.class);
        for (ListedBackup backup : ListedBackup.of(stanza)) {
            switch (backup.backup().type()) {
                case FULL -> offer(last, backup, BackupType.FULL, BackupType.DIFF, BackupType.INCR);
                case DIFF -> offer(last, backup, BackupType.DIFF, BackupType.INCR);
                case INCR -> offer(last, backup, BackupType.INCR);
            }
        }
        return new LastBackups(last);
    }

    private static void offer(Map<BackupType, ListedBackup> last, ListedBackup backup, BackupType... types) {
        for (BackupType type : types) {
            ListedBackup known = last.get(type);
            if (known == null
                    || backup.backup().timestampStop() > known.backup().timestampStop()) {
                last.put(type, backup);
            }
        }
    }

    List<ListedBackup> backups() {
        return List.copyOf(byType.values());
    }
}
