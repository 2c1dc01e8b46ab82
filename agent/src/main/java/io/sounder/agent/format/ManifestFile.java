package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import java.util.Optional;

/**
 * A file of a backup. Sizes are bytes, the time is Unix seconds.
 *
 * @param name such as {@code pg_data/base/5/1259}
 * @param size bytes that were copied
 * @param originalSize bytes the file had when the manifest was built
 * @param checksum SHA-1 of the bytes copied in 40 hex digits; empty text while the file is not copied yet
 * @param pageCheck empty when page checksums were not checked
 */
public record ManifestFile(
        String name,
        long size,
        long originalSize,
        long timestamp,
        Attributes attributes,
        String checksum,
        Optional<PageCheck> pageCheck,
        StoredAs stored) {
    /** What the name of a stored file ends with that holds blocks of one file. */
    public static final String BLOCK_SUFFIX = ".pgbi";

    /** The SHA-1 of no bytes. */
    public static final String EMPTY_CHECKSUM = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

    /** A file found while a manifest is built: nothing of it is stored yet. */
    public static ManifestFile found(String name, long size, long timestamp, Attributes attributes) {
        return new ManifestFile(name, size, size, timestamp, attributes, "", Optional.empty(), StoredAs.plain(0));
    }

    public boolean hasChecksum() {
        return !checksum.isEmpty();
    }

    public boolean hasChecksum(String other) {
        return checksum.equals(other);
    }

    public long repoSize() {
        return stored.size();
    }

    public Optional<String> repoChecksum() {
        return stored.checksum();
    }

    public Optional<BackupLabel> reference() {
        return stored.reference();
    }

    public boolean isBundled() {
        return stored.bundleId() > 0;
    }

    /** Whether the bytes are stored as super blocks with a map. */
    public boolean isBlockIncremental() {
        return stored.blocks().map() > 0;
    }

    public int mode() {
        return attributes.mode();
    }

    public Optional<String> user() {
        return attributes.user();
    }

    public Optional<String> group() {
        return attributes.group();
    }

    /** The file after its copy; the original size, time and owner stay. */
    public ManifestFile copied(long copiedSize, String newChecksum, Optional<PageCheck> check, StoredAs storage) {
        return new ManifestFile(name, copiedSize, originalSize, timestamp, attributes, newChecksum, check, storage);
    }

    /** The file found, taken over from the file of a prior backup, whose storage, checksum and page check it keeps. */
    public ManifestFile referring(ManifestFile prior, BackupLabel priorLabel) {
        StoredAs storage = prior.stored.reference().isPresent() ? prior.stored : prior.stored.in(priorLabel);
        return new ManifestFile(
                name, prior.size, originalSize, timestamp, attributes, prior.checksum, prior.pageCheck, storage);
    }

    public ManifestFile withStored(StoredAs storage) {
        return new ManifestFile(name, size, originalSize, timestamp, attributes, checksum, pageCheck, storage);
    }

    ManifestFile withAttributes(Attributes replacement) {
        return new ManifestFile(name, size, originalSize, timestamp, replacement, checksum, pageCheck, stored);
    }
}
