package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import java.util.List;

/**
 * Repairs backup.info by what is on disk, since manifests are the truth: backups without manifest are dropped with all that
 * depend on them, backups that are not listed are added. Nothing is written.
 */
record Reconstruction(Repository repository, Log log) {
    BackupInfo repair(BackupInfo listed) {
        BackupInfo info = dropLost(listed);
        for (BackupLabel label : repository.labelsOnDisk()) {
            if (!info.backups().containsKey(label) && repository.manifestExists(label)) {
                info = add(info, label);
            }
        }
        return info;
    }

    private BackupInfo dropLost(BackupInfo listed) {
        BackupInfo info = listed;
        for (BackupLabel label : listed.backups().keySet()) {
            if (!info.backups().containsKey(label) || repository.manifestExists(label)) {
                continue;
            }
            List<BackupLabel> lost = info.withDependents(label);
            for (BackupLabel dependent : lost.reversed()) {
                log.warn("backup '" + dependent + "' missing manifest"
                        + (dependent.equals(label) ? "" : " of '" + label + "', which it depends on,")
                        + " removed from backup.info");
            }
            info = info.without(lost);
        }
        return info;
    }

    private BackupInfo add(BackupInfo info, BackupLabel label) {
        Manifest manifest;
        try {
            manifest = repository.manifest(label);
        } catch (AgentException e) {
            log.warn("backup '" + label + "' found in repository cannot be added to backup.info: " + e.text());
            return info;
        }
        String obstacle = obstacle(info, manifest);
        if (!obstacle.isEmpty()) {
            log.warn("backup '" + label + "' found in repository cannot be added to backup.info: " + obstacle);
            return info;
        }
        log.warn("backup '" + label + "' found in repository added to backup.info");
        return info.with(BackupEntry.of(manifest));
    }

    private static String obstacle(BackupInfo info, Manifest manifest) {
        var known = info.history().get(manifest.dbId());
        if (known == null || !known.id().equals(manifest.pg().id())) {
            return "its cluster is not the one of db-id '" + manifest.dbId() + "'";
        }
        var prior = manifest.data().prior();
        if (prior.isPresent() && !info.backups().containsKey(prior.get())) {
            return "its prior backup '" + prior.get() + "' is missing";
        }
        return "";
    }
}
