package io.sounder.agent.repository;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import java.util.List;
import java.util.Optional;

/**
 * The part of a repository that belongs to one stanza. Safe for use by several threads for reading and for different
 * files.
 *
 * @param key the number in the options, {@code repo1-...}
 */
@SuppressWarnings("DoNotCallSuggester")
public record Repository(int key, Storage storage, CipherType cipher, String stanza) {
    /** The name in messages, {@code repo1}. */
    public String name() {
        return "repo" + key;
    }

    // ---- where things are

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
        throw new UnsupportedOperationException();
    }

    // ---- info files

    public boolean archiveInfoExists() {
        throw new UnsupportedOperationException();
    }

    public boolean backupInfoExists() {
        throw new UnsupportedOperationException();
    }

    public ArchiveInfo archiveInfo() {
        throw new UnsupportedOperationException();
    }

    public void saveArchiveInfo(ArchiveInfo info) {
        throw new UnsupportedOperationException();
    }

    public BackupInfo backupInfo() {
        throw new UnsupportedOperationException();
    }

    public void saveBackupInfo(BackupInfo info) {
        throw new UnsupportedOperationException();
    }

    /** backup.info repaired by what is on disk: lost backups dropped with their dependents, unlisted ones added. */
    public BackupInfo reconstructedBackupInfo(Log log) {
        throw new UnsupportedOperationException();
    }

    public void deleteInfoFiles() {
        throw new UnsupportedOperationException();
    }

    // ---- backups

    public boolean manifestExists(BackupLabel label) {
        throw new UnsupportedOperationException();
    }

    public boolean manifestCopyExists(BackupLabel label) {
        throw new UnsupportedOperationException();
    }

    public Manifest manifest(BackupLabel label) {
        throw new UnsupportedOperationException();
    }

    /** The manifest of a backup that runs or was aborted. */
    public Manifest manifestCopy(BackupLabel label) {
        throw new UnsupportedOperationException();
    }

    public void saveManifestCopy(Manifest manifest) {
        throw new UnsupportedOperationException();
    }

    /** Writes the manifest itself, which makes the backup valid, and the history manifest. */
    public void saveManifest(Manifest manifest) {
        throw new UnsupportedOperationException();
    }

    /** Deletes the manifest, then its copy, after which the backup is no more. */
    public void deleteManifest(BackupLabel label) {
        throw new UnsupportedOperationException();
    }

    /** The folders that have the name of a backup, valid or not, in order. */
    public List<BackupLabel> labelsOnDisk() {
        throw new UnsupportedOperationException();
    }

    /** All backups of the newest year in backup.history, in order. */
    public List<BackupLabel> historyLabels() {
        throw new UnsupportedOperationException();
    }

    /** Points the link {@code latest} at a backup, where the storage has links. */
    public void updateLatest(BackupLabel label) {
        throw new UnsupportedOperationException();
    }

    /** Removes the link {@code latest}. */
    public void removeLatest() {
        throw new UnsupportedOperationException();
    }

    // ---- archive

    /** The folders of the archive with the form of an archive id, by version and id. */
    public List<String> archiveIds() {
        throw new UnsupportedOperationException();
    }

    /** The lowest and highest segment of an archive; empty if there are none. */
    public Optional<WalRange> walRange(String archiveId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds a segment (24 digits, or with {@code .partial}) whatever its compression; error 45 if there are several
     * with different checksums.
     */
    public Optional<ArchivedWal> findWal(String archiveId, String segment) {
        throw new UnsupportedOperationException();
    }

    /** All files that hold this segment, in all these archives; equal checksums in several places are normal. */
    public List<ArchivedWal> findWalCopies(List<String> archiveIds, String segment) {
        throw new UnsupportedOperationException();
    }

    /** How the stored file of a backup or archive was compressed, told by its suffix. */
    public static CompressType compressTypeOf(StoragePath path) {
        return CompressType.fromSuffix(path.name());
    }
}
