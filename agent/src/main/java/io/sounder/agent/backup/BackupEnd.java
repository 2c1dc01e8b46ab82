package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.StoredForm;
import io.sounder.agent.postgres.BackupStop;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.repository.ArchiveWait;
import io.sounder.agent.repository.ArchivedWal;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What a backup needs besides the files of the cluster: folders and links, labels, WAL, and what makes it valid. */
final class BackupEnd {
    private static final int LABEL_BITS = 0644;
    private final Repository repository;
    private final BackupSettings settings;
    private final ManifestBuilder manifest;
    private final BackupLabel label;
    private final StoragePath folder;
    private final SmallFiles files;
    private final Log log;

    BackupEnd(
            Repository repository,
            BackupSettings settings,
            StoredForm form,
            ManifestBuilder manifest,
            BackupLabel label,
            Log log) {
        this.repository = repository;
        this.settings = settings;
        this.manifest = manifest;
        this.label = label;
        this.folder = repository.backupPath(label);
        this.files = new SmallFiles(repository.storage(), folder, form);
        this.log = log;
    }

    /** Before the copy: the folder with its manifest copy, by which an aborted backup is known; all folders of a full. */
    void prepare(BackupType type) {
        repository.storage().createFolder(folder);
        if (settings.resume()) {
            repository.saveManifestCopy(manifest.build());
        }
        boolean whole = type == BackupType.FULL && settings.storing().bundles().isEmpty();
        if (whole || settings.hardLink()) {
            manifest.paths().keySet().forEach(name -> repository.storage().createFolder(folder.resolve(name)));
            linkTablespaces();
        }
    }

    private void linkTablespaces() {
        if (!settings.symLink() || !repository.storage().features().links()) {
            return;
        }
        for (String name : manifest.paths().keySet()) {
            if (name.startsWith("pg_tblspc/") && name.indexOf('/', "pg_tblspc/".length()) < 0) {
                repository.storage().link(folder.resolve("pg_data/" + name), "../../" + name);
            }
        }
    }

    /** After the copy: says which files are kept elsewhere, or makes them visible here by hard links. */
    void linkReferences() {
        boolean linking = settings.hardLink() && repository.storage().features().hardLinks();
        if (!linking && !log.enabled(LogLevel.DETAIL)) {
            return;
        }
        Manifest current = manifest.build();
        for (ManifestFile file : current.files()) {
            if (file.reference().isEmpty()) {
                continue;
            }
            String stored = current.storedName(file);
            if (linking && !file.isBundled() && !file.isBlockIncremental()) {
                StoragePath path =
                        folder.resolve(file.name() + current.options().suffix());
                log.detail("hardlink " + file.name() + " to " + file.reference().get());
                repository.storage().hardLink(path, repository.backupPath().resolve(stored));
            } else {
                log.detail(
                        "reference " + file.name() + " to " + file.reference().get());
            }
        }
    }

    /** Keeps what the server said at the end; without it the files cannot be recovered. */
    void storeLabels(BackupStop stop, long time) {
        storeLabel("pg_data/backup_label", stop.backupLabel(), time);
        if (!stop.tablespaceMap().isBlank()) {
            storeLabel("pg_data/tablespace_map", stop.tablespaceMap(), time);
        }
    }

    private void storeLabel(String name, String text, long time) {
        Attributes data = Objects.requireNonNull(manifest.paths().get("pg_data"));
        Attributes attributes = new Attributes(data.mode() & LABEL_BITS, data.user(), data.group());
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        manifest.file(files.store(ManifestFile.found(name, content.length, time, attributes), content));
        log.detail("wrote '" + name.substring("pg_data/".length()) + "' file returned from backup stop function");
    }

    /** Waits until the WAL that makes the backup consistent is in the archive; copies it into the backup if wanted. */
    void awaitArchive(ArchiveInfo archive, List<WalSegment> segments, ControlFile control, long time) {
        ArchiveWait wait = new ArchiveWait(repository, archive.archiveId(), settings.archiveTimeout());
        for (WalSegment segment : segments) {
            ArchivedWal wal = wait.await(segment);
            if (settings.archiveCopy()) {
                log.detail("copy segment " + segment + " to backup");
                Attributes data = Objects.requireNonNull(manifest.paths().get("pg_data"));
                Attributes attributes = new Attributes(data.mode() & LABEL_BITS, data.user(), data.group());
                String name =
                        (control.version().atLeast(PgVersion.V10) ? "pg_data/pg_wal/" : "pg_data/pg_xlog/") + segment;
                manifest.file(files.storeWal(
                        ManifestFile.found(name, control.walSegmentSize(), time, attributes),
                        wal,
                        repository.archiveEncryption(archive)));
            }
        }
    }

    /** Makes the backup valid, and known. */
    Manifest finish(BackupInfo info) {
        Manifest finished = manifest.build();
        requireComplete(finished);
        syncFolders(finished);
        repository.saveManifest(finished);
        if (settings.symLink()) {
            repository.updateLatest(label);
        }
        repository.saveBackupInfo(info.with(BackupEntry.of(finished)));
        repository.saveArchiveInfo(repository.archiveInfo());
        return finished;
    }

    private static void requireComplete(Manifest finished) {
        for (ManifestFile file : finished.files()) {
            boolean whole = file.size() == 0
                    ? file.checksum().isEmpty() || file.hasChecksum(ManifestFile.EMPTY_CHECKSUM)
                    : file.hasChecksum() && file.repoSize() > 0;
            if (!whole) {
                throw new AgentException(
                        ErrorCode.FORMAT,
                        "manifest validation failed: nothing is stored for file '" + file.name() + "'");
            }
        }
    }

    private void syncFolders(Manifest finished) {
        if (!repository.storage().features().folderSync()) {
            return;
        }
        for (String name : finished.paths().keySet()) {
            StoragePath path = folder.resolve(name);
            if (repository.storage().exists(path)) {
                repository.storage().syncFolder(path);
            }
        }
        StoragePath bundles = folder.resolve("bundle");
        if (repository.storage().exists(bundles)) {
            repository.storage().syncFolder(bundles);
        }
        repository.storage().syncFolder(folder);
        repository.storage().syncFolder(repository.backupPath());
    }
}
