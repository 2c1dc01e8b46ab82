package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.BackrestVersion;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what an aborted backup left behind: takes over its good files, or removes it. */
final class Resume {
    private final Repository repository;
    private final Predicate<ManifestFile> alone;
    private final Log log;

    /** @param alone whether a file is stored as a whole in a file of its own */
    Resume(Repository repository, Predicate<ManifestFile> alone, Log log) {
        this.repository = repository;
        this.alone = alone;
        this.log = log;
    }

    /**
     * An aborted backup that can be continued.
     *
     * @param label to be kept
     * @param cipherPass the pass phrase that its files are encrypted with
     * @param files stored files by name that need not be copied if they are whole
     */
    record Found(BackupLabel label, Optional<String> cipherPass, Map<String, ManifestFile> files) {}

    /**
     * Looks for an aborted backup and makes it fit the new one; one that cannot be continued is removed.
     *
     * @param allowed whether the user wants to continue
     * @param delta whether files are compared by content, so that their time does not matter
     */
    Optional<Found> find(ManifestBuilder fresh, BackupType type, String compressType, boolean allowed, boolean delta) {
        List<BackupLabel> aborted = repository.labelsOnDisk().stream()
                .filter(label -> !repository.manifestExists(label))
                .toList();
        if (aborted.isEmpty()) {
            return Optional.empty();
        }
        BackupLabel label = aborted.getLast();
        Optional<Manifest> old = usable(label, type, compressType, allowed);
        if (old.isEmpty()) {
            repository.storage().removeTree(repository.backupPath(label));
            return Optional.empty();
        }
        log.warn("resumable backup " + label
                + " of same type exists -- invalid files will be removed then the backup will" + " resume");
        Cleaner cleaner = new Cleaner(fresh, old.get(), delta);
        cleaner.clean(repository.backupPath(label), "");
        return Optional.of(new Found(label, old.get().cipherPass(), cleaner.kept));
    }

    private Optional<Manifest> usable(BackupLabel label, BackupType type, String compressType, boolean allowed) {
        if (!allowed) {
            log.info("backup '" + label + "' cannot be resumed: resume is disabled");
            return Optional.empty();
        }
        if (type != BackupType.FULL || label.type() != BackupType.FULL) {
            return refused(label, "only full backups are resumed");
        }
        if (!repository.manifestCopyExists(label)) {
            return refused(label, "partially deleted by prior resume or invalid");
        }
        Manifest old;
        try {
            old = repository.manifestCopy(label);
        } catch (AgentException e) {
            return refused(label, "unable to read its manifest: " + e.text());
        }
        if (!old.backrestVersion().equals(BackrestVersion.WRITTEN)) {
            return refused(
                    label,
                    "new version '" + BackrestVersion.WRITTEN + "' does not match resumable version '"
                            + old.backrestVersion() + "'");
        }
        if (!old.options().compressType().equals(compressType)) {
            return refused(
                    label,
                    "new compression '" + compressType + "' does not match resumable compression '"
                            + old.options().compressType() + "'");
        }
        return Optional.of(old);
    }

    private Optional<Manifest> refused(BackupLabel label, String reason) {
        log.warn("backup '" + label + "' cannot be resumed: " + reason);
        return Optional.empty();
    }

    /** Walks the old backup's folder and removes everything that the new one cannot use. */
    private final class Cleaner {
        private final ManifestBuilder fresh;
        private final Map<String, ManifestFile> old = new HashMap<>();
        private final Map<String, ManifestFile> kept = new HashMap<>();
        private final String suffix;
        private final boolean delta;

        Cleaner(ManifestBuilder fresh, Manifest aborted, boolean delta) {
            this.fresh = fresh;
            this.suffix = aborted.options().suffix();
            this.delta = delta;
            aborted.files().forEach(file -> old.put(file.name(), file));
        }

        void clean(StoragePath folder, String name) {
            for (StorageEntry entry : repository.storage().list(folder)) {
                StoragePath path = folder.resolve(entry.name());
                String entryName = name.isEmpty() ? entry.name() : name + "/" + entry.name();
                if (entry.isPath()) {
                    path(path, entryName);
                } else if (!entry.isFile()) {
                    remove(path, "special file or link");
                } else if (!name.isEmpty()) {
                    file(path, entryName);
                } else if (!entry.name().equals("backup.manifest.copy")) {
                    remove(path, "not part of a backup");
                }
            }
        }

        private void path(StoragePath path, String name) {
            if (fresh.paths().containsKey(name)) {
                clean(path, name);
            } else {
                log.detail("remove path '" + repository.storage().display(path) + "' from resumed backup");
                repository.storage().removeTree(path);
            }
        }

        private void file(StoragePath path, String storedName) {
            if (!storedName.endsWith(suffix)) {
                remove(path, "mismatched compression type");
                return;
            }
            String name = storedName.substring(0, storedName.length() - suffix.length());
            ManifestFile now = fresh.file(name).orElse(null);
            ManifestFile before = old.get(name);
            Optional<String> reason = unusable(now, before);
            if (reason.isPresent() || before == null) {
                remove(path, reason.orElse("missing in resumed manifest"));
            } else {
                kept.put(name, before);
            }
        }

        private Optional<String> unusable(@Nullable ManifestFile now, @Nullable ManifestFile before) {
            if (now == null) {
                return Optional.of("missing in current manifest");
            }
            if (before == null) {
                return Optional.of("missing in resumed manifest");
            }
            if (!before.hasChecksum() || before.reference().isPresent()) {
                return Optional.of("no checksum in resumed manifest");
            }
            if (!alone.test(now)) {
                return Optional.of("not stored alone any more");
            }
            if (before.size() != now.size()) {
                return Optional.of("mismatched size");
            }
            if (!delta && before.timestamp() != now.timestamp()) {
                return Optional.of("mismatched timestamp");
            }
            return now.size() == 0 ? Optional.of("zero size") : Optional.empty();
        }

        private void remove(StoragePath path, String reason) {
            log.detail("remove file '" + repository.storage().display(path) + "' from resumed backup (" + reason + ")");
            repository.storage().remove(path);
        }
    }
}
