package io.sounder.agent.stanza;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.util.List;

/** The info files of a stanza, each with its copy: which are there, and whether they agree. */
record StanzaFiles(Repository repository) {
    private static final String COPY = ".copy";
    private static final String TEMPORARY = ".pgbackrest.tmp";

    private StoragePath archiveInfo() {
        return repository.archivePath().resolve("archive.info");
    }

    private StoragePath backupInfo() {
        return repository.backupPath().resolve("backup.info");
    }

    private boolean exists(StoragePath path) {
        return repository.storage().exists(path);
    }

    private static StoragePath copy(StoragePath path) {
        return new StoragePath(path.value() + COPY);
    }

    boolean anyArchiveInfo() {
        return exists(archiveInfo()) || exists(copy(archiveInfo()));
    }

    boolean anyBackupInfo() {
        return exists(backupInfo()) || exists(copy(backupInfo()));
    }

    /** Whether a stanza has been begun and not completed: nothing is in the repository but the first of its files. */
    boolean onlyArchiveInfo() {
        return anyArchiveInfo()
                && content(repository.backupPath()).isEmpty()
                && content(repository.archivePath()).stream().allMatch(name -> name.startsWith("archive.info"));
    }

    /** Error 40 when there are files of unknown origin. */
    void requireEmpty() {
        if (!content(repository.backupPath()).isEmpty()) {
            throw notEmpty("backup", repository.backupPath());
        }
        if (!content(repository.archivePath()).isEmpty()) {
            throw notEmpty("archive", repository.archivePath());
        }
    }

    /** What lies in a folder, but for what a killed process was writing. */
    private List<String> content(StoragePath folder) {
        return repository.storage().names(folder).stream()
                .filter(name -> !name.endsWith(TEMPORARY))
                .toList();
    }

    private AgentException notEmpty(String kind, StoragePath folder) {
        return new AgentException(
                ErrorCode.PATH_NOT_EMPTY,
                kind + " directory '" + repository.storage().display(folder) + "' not empty");
    }

    /** Error 55 when only one kind of info file is left. */
    void requireBothKinds() {
        if (anyArchiveInfo() != anyBackupInfo()) {
            String there = anyArchiveInfo() ? "archive.info" : "backup.info";
            String missing = anyArchiveInfo() ? "backup.info" : "archive.info";
            throw new AgentException(
                            ErrorCode.FILE_MISSING,
                            there + " exists but " + missing + " is missing on " + repository.name())
                    .withHint("this may be a symptom of repository corruption!");
        }
    }

    /** Error 28 when the two kinds tell different stories about the cluster. */
    void requireSameHistory(ArchiveInfo archive, BackupInfo backup) {
        boolean same = archive.currentId() == backup.currentId()
                && archive.current().equals(backup.current().id())
                && archive.history().keySet().equals(backup.history().keySet());
        if (!same) {
            throw new AgentException(
                            ErrorCode.FILE_INVALID,
                            "backup info file and archive info file do not match\narchive: id = "
                                    + archive.currentId() + ", version = "
                                    + archive.current().version()
                                    + ", system-id = "
                                    + Long.toUnsignedString(archive.current().systemId()) + "\nbackup : id = "
                                    + backup.currentId() + ", version = "
                                    + backup.current().version()
                                    + ", system-id = "
                                    + Long.toUnsignedString(backup.current().systemId()))
                    .withHint("this may be a symptom of repository corruption!");
        }
    }

    /** Writes both files of a kind again when one of them is missing. */
    void restoreTwins(ArchiveInfo archive, BackupInfo backup) {
        if (!exists(archiveInfo()) || !exists(copy(archiveInfo()))) {
            repository.saveArchiveInfo(archive);
        }
        if (!exists(backupInfo()) || !exists(copy(backupInfo()))) {
            repository.saveBackupInfo(backup);
        }
    }
}
