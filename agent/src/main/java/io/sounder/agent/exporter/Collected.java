package io.sounder.agent.exporter;

import io.sounder.agent.info.ListedBackup;
import io.sounder.agent.info.StanzaReport;
import java.util.List;
import java.util.Map;

/**
 * What one look at the repositories found.
 *
 * @param stanzas by name
 * @param success by what was asked for: the name of a stanza, or a word for all
 * @param databases how many databases are in a backup, of those for which it was asked
 * @param waiting by stanza, of those whose cluster is on this machine
 */
record Collected(
        List<StanzaReport> stanzas,
        Map<String, Boolean> success,
        Map<BackupKey, Integer> databases,
        Map<String, WaitingWal> waiting) {
    /** Before the first look. */
    static final Collected NOTHING = new Collected(List.of(), Map.of(), Map.of(), Map.of());

    /** One backup in one repository. */
    record BackupKey(String stanza, int repository, String label) {
        static BackupKey of(StanzaReport stanza, ListedBackup backup) {
            return new BackupKey(
                    stanza.name(),
                    backup.repository().key(),
                    backup.backup().label().value());
        }
    }
}
