package io.sounder.agent.expire;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The backups of one repository, oldest first. Immutable. */
record BackupList(List<ListedBackup> backups) {
    BackupList {
        backups = backups.stream()
                .sorted((one, other) -> one.label().compareTo(other.label()))
                .toList();
    }

    List<ListedBackup> ofTypes(Set<BackupType> types) {
        return backups.stream()
                .filter(backup -> types.contains(backup.label().type()))
                .toList();
    }

    List<ListedBackup> fulls() {
        return ofTypes(Set.of(BackupType.FULL));
    }

    Optional<ListedBackup> find(BackupLabel label) {
        return backups.stream().filter(backup -> backup.label().equals(label)).findFirst();
    }

    Optional<ListedBackup> newest() {
        return backups.isEmpty() ? Optional.empty() : Optional.of(backups.getLast());
    }

    /** The label and all that build on it, directly or not, oldest first. A prior is always older than its dependents. */
    List<BackupLabel> withDependents(BackupLabel label) {
        Set<BackupLabel> doomed = new HashSet<>(Set.of(label));
        List<BackupLabel> ordered = new ArrayList<>(List.of(label));
        for (ListedBackup backup : backups) {
            if (backup.prior().filter(doomed::contains).isPresent() && doomed.add(backup.label())) {
                ordered.add(backup.label());
            }
        }
        return ordered;
    }

    BackupList without(Collection<BackupLabel> labels) {
        return new BackupList(backups.stream()
                .filter(backup -> !labels.contains(backup.label()))
                .toList());
    }
}
