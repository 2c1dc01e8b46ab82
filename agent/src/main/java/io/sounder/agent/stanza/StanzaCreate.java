package io.sounder.agent.stanza;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.repository.Repository;

/** Makes the stanza of a cluster in a repository, or makes sure that the one there is the cluster's. */
public final class StanzaCreate {
    private final PgDb cluster;
    private final Log log;

    public StanzaCreate(PgDb cluster, Log log) {
        this.cluster = cluster;
        this.log = log;
    }

    public void run(Repository repository) {
        log.info("stanza-create for stanza '" + repository.stanza() + "' on " + repository.name());
        StanzaFiles files = new StanzaFiles(repository);
        if (!files.anyArchiveInfo() && !files.anyBackupInfo()) {
            files.requireEmpty();
            repository.saveArchiveInfo(
                    ArchiveInfo.create(cluster.id(), repository.encryption().newPassPhrase()));
            repository.saveBackupInfo(
                    BackupInfo.create(cluster, repository.encryption().newPassPhrase()));
            return;
        }
        if (files.onlyArchiveInfo()) {
            complete(repository, files);
            return;
        }
        files.requireBothKinds();
        ArchiveInfo archive = repository.archiveInfo();
        BackupInfo backup = repository.backupInfo();
        files.requireSameHistory(archive, backup);
        if (!archive.current().equals(cluster.id()) || !backup.current().id().equals(cluster.id())) {
            throw new AgentException(
                            ErrorCode.FILE_INVALID, "backup and archive info files exist but do not match the database")
                    .withHint("is this the correct stanza?")
                    .withHint("did an error occur during stanza-upgrade?");
        }
        files.restoreTwins(archive, backup);
        log.info("stanza '" + repository.stanza() + "' already exists on " + repository.name() + " and is valid");
    }

    /** A command that was killed had written the first of the files only. */
    private void complete(Repository repository, StanzaFiles files) {
        ArchiveInfo archive = repository.archiveInfo();
        BackupInfo backup = BackupInfo.create(cluster, repository.encryption().newPassPhrase());
        files.requireSameHistory(archive, backup);
        repository.saveArchiveInfo(archive);
        repository.saveBackupInfo(backup);
    }
}
