package io.sounder.agent.stanza;

import io.sounder.agent.base.Log;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.repository.Repository;

/** Appends a cluster that was upgraded or replaced to the history of its stanza; older backups stay. */
public final class StanzaUpgrade {
    private final PgDb cluster;
    private final Log log;

    public StanzaUpgrade(PgDb cluster, Log log) {
        this.cluster = cluster;
        this.log = log;
    }

    public void run(Repository repository) {
        log.info("stanza-upgrade for stanza '" + repository.stanza() + "' on " + repository.name());
        ArchiveInfo archive = repository.archiveInfo();
        BackupInfo backup = repository.backupInfo();
        boolean archiveCurrent = archive.current().equals(cluster.id());
        boolean backupCurrent = backup.current().id().equals(cluster.id());
        ArchiveInfo newArchive = archiveCurrent ? archive : archive.withNew(cluster.id());
        BackupInfo newBackup = backupCurrent ? backup : backup.withNew(cluster);
        new StanzaFiles(repository).requireSameHistory(newArchive, newBackup);
        if (!archiveCurrent) {
            repository.saveArchiveInfo(newArchive);
        }
        if (!backupCurrent) {
            repository.saveBackupInfo(newBackup);
        }
        if (archiveCurrent && backupCurrent) {
            log.info("stanza '" + repository.stanza() + "' on " + repository.name() + " is already up to date");
        }
    }
}
