package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a repository that belongs to one stanza. Safe for use by several threads for reading and for different
 * files.
 *
 * @param key the number in the options, {@code repo1-...}
 * @param encryption of the info files, from which the other levels follow
 */
public record Repository(int key, Storage storage, Encryption encryption, String stanza) {
    private static final String MANIFEST = "backup.manifest";
    private static final String LATEST = "latest";
    private static final int BUFFER = 64 << 10;

    // Written out, because what the JVM makes for records is made anew by every process and takes it 10 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Repository repository
                && key == repository.key
                && stanza.equals(repository.stanza)
                && storage.equals(repository.storage)
                && encryption.equals(repository.encryption);
    }

    @Override
    public int hashCode() {
        return key * 31 + stanza.hashCode();
    }

    /** The name in messages, {@code repo1}. */
    public String name() {
        return "repo" + key;
    }

    public StoragePath archivePath() {
        return StoragePath.of("archive", stanza);
    }

    public StoragePath archivePath(String archiveId) {
        return archivePath().resolve(archiveId);
    }

    public StoragePath backupPath() {
        return StoragePath.of("backup", stanza);
    }

    public StoragePath backupPath(BackupLabel label) {
        return backupPath().resolve(label.value());
    }

    /** Where a file of the archive belongs: segments and their companions by their first 16 digits, others on top. */
    public StoragePath walPath(String archiveId, String fileName) {
        return wal().path(archiveId, fileName);
    }

    public boolean archiveInfoExists() {
        return archiveInfoFile().exists();
    }

    public boolean backupInfoExists() {
        return backupInfoFile().exists();
    }

    public ArchiveInfo archiveInfo() {
        return archiveInfoFile().load(ArchiveInfo::read);
    }

    public void saveArchiveInfo(ArchiveInfo info) {
        archiveInfoFile().save(info.bytes());
    }

    public BackupInfo backupInfo() {
        return backupInfoFile().load(BackupInfo::read);
    }

    public void saveBackupInfo(BackupInfo info) {
        backupInfoFile().save(info.bytes());
    }

    /** backup.info repaired by what is on disk: lost backups dropped with their dependents, unlisted ones added. */
    public BackupInfo reconstructedBackupInfo(Log log) {
        return new Reconstruction(this, log).repair(backupInfo());
    }

    /** How WAL and its companions are encrypted. */
    public Encryption archiveEncryption(ArchiveInfo info) {
        return encryption.below(info.cipherPass());
    }

    /** How the files of a backup are encrypted, those of its prior backups included. */
    public Encryption fileEncryption(Manifest manifest) {
        return encryption.below(manifest.cipherPass());
    }

    /** How manifests are encrypted; reads backup.info if they are. */
    private Encryption manifestEncryption() {
        return encryption.isNone() ? encryption : encryption.below(backupInfo().cipherPass());
    }

    public void deleteInfoFiles() {
        backupInfoFile().delete();
        archiveInfoFile().delete();
    }

    private InfoFile archiveInfoFile() {
        return new InfoFile(storage, archivePath().resolve("archive.info"), encryption);
    }

    private InfoFile backupInfoFile() {
        return new InfoFile(storage, backupPath().resolve("backup.info"), encryption);
    }

    public boolean manifestExists(BackupLabel label) {
        return storage.exists(manifestPath(label));
    }

    public boolean manifestCopyExists(BackupLabel label) {
        return storage.exists(manifestCopyPath(label));
    }

    private StoragePath manifestPath(BackupLabel label) {
        return backupPath(label).resolve(MANIFEST);
    }

    private StoragePath manifestCopyPath(BackupLabel label) {
        return backupPath(label).resolve(MANIFEST + InfoFile.COPY);
    }

    /** The bytes of one of the two files of archive.info, in plain, for those who compare them. */
    public InputStream openArchiveInfo(Twin twin) {
        return archiveInfoFile().open(twin);
    }

    /** The bytes of one of the two files of backup.info, in plain. */
    public InputStream openBackupInfo(Twin twin) {
        return backupInfoFile().open(twin);
    }

    /** The bytes of one of the two files of a manifest, in plain. */
    public InputStream openManifest(BackupLabel label, Twin twin) {
        return new InfoFile(storage, manifestPath(label), manifestEncryption()).open(twin);
    }

    /** The manifest that stays when a backup expires, decrypted but compressed by gzip. */
    public InputStream openHistoryManifest(BackupLabel label) {
        return manifestEncryption().decrypt(storage.read(historyManifestPath(label)));
    }

    /** The manifest of a finished backup, or its copy if the manifest itself cannot be read. */
    public Manifest manifest(BackupLabel label) {
        return new InfoFile(storage, manifestPath(label), manifestEncryption()).load(Manifest::read);
    }

    /** The manifest of a backup that runs or was aborted. */
    public Manifest manifestCopy(BackupLabel label) {
        return new InfoFile(storage, manifestCopyPath(label), manifestEncryption()).loadAlone(Manifest::read);
    }

    public void saveManifestCopy(Manifest manifest) {
        save(manifestCopyPath(manifest.label()), manifest, manifestEncryption());
    }

    /**
     * Writes the copy, then the manifest itself, which makes the backup valid, then the history manifest. Only one backup
     * runs at a time, so what others were writing beside the last one was left behind.
     */
    public void saveManifest(Manifest manifest) {
        Encryption level = manifestEncryption();
        save(manifestCopyPath(manifest.label()), manifest, level);
        save(manifestPath(manifest.label()), manifest, level);
        saveHistory(manifest, level);
        backups().unfinishedHistory(manifest.label()).forEach(storage::remove);
    }

    private void save(StoragePath path, Manifest manifest, Encryption level) {
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            try (OutputStream out = level.encrypt(writer)) {
                manifest.write(out);
            }
            writer.commit();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private void saveHistory(Manifest manifest, Encryption level) {
        StoragePath path = backups().historyManifest(manifest.label());
        try (StorageWriter writer = storage.write(path, WriteMode.ATOMIC)) {
            try (OutputStream out = level.encrypt(writer);
                    OutputStream gzip = new BestGzip(out)) {
                manifest.write(gzip);
            }
            writer.commit();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private AgentException unwritable(StoragePath path, IOException e) {
        return new AgentException(
                ErrorCode.FILE_WRITE, "unable to write '" + storage.display(path) + "': " + e.getMessage(), e);
    }

    /** Deletes the manifest, then its copy, after which the backup is no more. */
    public void deleteManifest(BackupLabel label) {
        storage.remove(manifestPath(label));
        storage.remove(manifestCopyPath(label));
    }

    /** The folders that have the name of a backup, valid or not, in order. */
    public List<BackupLabel> labelsOnDisk() {
        return backups().labels();
    }

    /** All backups of the newest year in backup.history, in order. */
    public List<BackupLabel> historyLabels() {
        List<String> years = historyYears();
        return years.isEmpty() ? List.of() : historyLabels(years.getLast());
    }

    /** The folders of backup.history, in order. */
    public List<String> historyYears() {
        return backups().historyYears();
    }

    /** All backups of one year in backup.history, in order. */
    public List<BackupLabel> historyLabels(String year) {
        return backups().historyLabels(year);
    }

    /** The folder of backup.history with this name. */
    public StoragePath historyPath(String year) {
        return backupPath().resolve(BackupFolder.HISTORY).resolve(year);
    }

    /** The manifest that stays when a backup expires. */
    public StoragePath historyManifestPath(BackupLabel label) {
        return backups().historyManifest(label);
    }

    /** Points the link {@code latest} at a backup, where the storage has links. */
    public void updateLatest(BackupLabel label) {
        if (storage.features().links()) {
            storage.link(backupPath().resolve(LATEST), label.value());
        }
    }

    /** Removes the link {@code latest}. */
    public void removeLatest() {
        storage.remove(backupPath().resolve(LATEST));
    }

    private BackupFolder backups() {
        return new BackupFolder(storage, backupPath());
    }

    /** The folders of the archive with the form of an archive id, by history id. */
    public List<String> archiveIds() {
        return wal().archiveIds();
    }

    /** The lowest and highest segment of an archive; empty if there are none. */
    public Optional<WalRange> walRange(String archiveId) {
        return wal().range(archiveId);
    }

    /**
     * Finds a segment (24 digits, or with {@code .partial}) whatever its compression; error 45 if there are several
     * with different checksums.
     */
    public Optional<ArchivedWal> findWal(String archiveId, String segment) {
        return findWalCopies(List.of(archiveId), segment).stream().findFirst();
    }

    /** All files that hold this segment, in all these archives; equal checksums in several places are normal. */
    public List<ArchivedWal> findWalCopies(List<String> archiveIds, String segment) {
        return wal().find(archiveIds, segment);
    }

    private WalArchive wal() {
        return new WalArchive(storage, archivePath());
    }

    /** Gzip at the highest level, as history manifests are kept for long. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
