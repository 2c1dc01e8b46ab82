package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.SourceStream;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to find and read the stored files of one backup. Safe for several threads. */
final class BackupFiles {
    private static final String BLOCK_SUFFIX = ".pgbi";

    private final Repository repository;
    private final Manifest manifest;
    private final CompressType compressType;
    private final Encryption encryption;
    private final BlockCheck blocks;

    BackupFiles(Repository repository, Manifest manifest, CheckedFiles checked) {
        this.repository = repository;
        this.manifest = manifest;
        this.compressType = CompressType.of(manifest.options().compressType());
        this.encryption = repository.fileEncryption(manifest);
        this.blocks = new BlockCheck(repository, manifest, checked);
    }

    /** Where the file is; nothing if no bytes are stored for it. */
    Optional<StoredFile> locate(ManifestFile file) {
        if (file.size() == 0 && manifest.data().bundle() && !file.isBundled()) {
            return Optional.empty();
        }
        StoragePath path = repository.backupPath().resolve(manifest.storedName(file));
        String suffix = file.isBlockIncremental() ? BLOCK_SUFFIX : compressType.suffix();
        String name = file.reference().orElse(manifest.label()) + "/" + file.name() + suffix;
        return Optional.of(new StoredFile(file, path, name));
    }

    /** Checks files that lie side by side in one file of the repository, in the order of their offsets. */
    List<Crew.Checked<StoredFile>> check(List<StoredFile> neighbours, ContentCheck check) {
        StoredFile first = neighbours.getFirst();
        if (!first.bundled()) {
            return List.of(alone(first, check));
        }
        List<Crew.Checked<StoredFile>> results = new ArrayList<>();
        StoredFile last = neighbours.getLast();
        long length = last.offset() + last.length() - first.offset();
        try (InputStream bundle = new SourceStream(repository.storage().read(first.path(), first.offset(), length))) {
            long position = first.offset();
            for (StoredFile stored : neighbours) {
                new SliceStream(bundle, stored.offset() - position).close();
                results.add(result(stored, check.once(stored.name(), () -> slice(bundle, stored), expected(stored))));
                position = stored.offset() + stored.length();
            }
        } catch (IOException | AgentException e) {
            // each of the others by itself: the medium gets another chance, and each gets its own verdict
            neighbours.subList(results.size(), neighbours.size()).forEach(each -> results.add(alone(each, check)));
        }
        return results;
    }

    private InputStream slice(InputStream bundle, StoredFile stored) throws IOException {
        InputStream slice = new SliceStream(bundle, stored.length());
        return decoded(stored) ? decode(stored.file(), slice) : slice;
    }

    private Crew.Checked<StoredFile> alone(StoredFile stored, ContentCheck check) {
        return result(stored, check.check(stored.name(), () -> open(stored), expected(stored)));
    }

    private InputStream open(StoredFile stored) throws IOException {
        InputStream source = new SourceStream(
                stored.bundled()
                        ? repository.storage().read(stored.path(), stored.offset(), stored.length())
                        : repository.storage().read(stored.path()));
        return decoded(stored) ? decode(stored.file(), source) : source;
    }

    /** The stored bytes are what counts where their checksum is known. */
    private static boolean decoded(StoredFile stored) {
        return stored.file().repoChecksum().isEmpty();
    }

    private static ContentCheck.Expected expected(StoredFile stored) {
        ManifestFile file = stored.file();
        return file.repoChecksum()
                .map(sha1 -> new ContentCheck.Expected(file.repoSize(), sha1))
                .orElseGet(() -> new ContentCheck.Expected(file.size(), file.checksum()));
    }

    private InputStream decode(ManifestFile file, InputStream stored) throws IOException {
        boolean raw = file.isBundled() && manifest.data().bundleRaw();
        return raw
                ? compressType.decompressRaw(encryption.raw().decrypt(stored))
                : compressType.decompress(encryption.decrypt(stored));
    }

    /** The result for a file; of one that is stored in blocks, those that other backups store are looked at too. */
    private Crew.Checked<StoredFile> result(StoredFile stored, Optional<Finding> finding) {
        Optional<Finding> all =
                finding.isEmpty() && stored.file().isBlockIncremental() ? blocks.check(stored) : finding;
        return new Crew.Checked<>(stored, all, stored.length());
    }
}
