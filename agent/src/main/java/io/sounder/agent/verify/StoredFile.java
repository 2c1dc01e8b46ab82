package io.sounder.agent.verify;

import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.storage.StoragePath;

/**
 * A file of a backup and where its bytes are: a whole file of the repository or a part of a bundle.
 *
 * @param name for messages: the label of the backup that stores it, and its name there
 */
record StoredFile(ManifestFile file, StoragePath path, String name) {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int HEX = 16;

    /** Whole files first, then bundles in the order of their bytes. */
    static int byPlace(StoredFile a, StoredFile b) {
        // Not by Comparator.comparing…, whose lambdas no AOT cache can keep.
        int bundled = Boolean.compare(a.bundled(), b.bundled());
        int path = bundled != 0 ? bundled : a.path.compareTo(b.path);
        return path != 0 ? path : Long.compare(a.offset(), b.offset());
    }

    boolean bundled() {
        return file.isBundled();
    }

    long offset() {
        return file.stored().bundleOffset();
    }

    long length() {
        return file.repoSize();
    }

    /** A number for place, size and checksum; equal only for equal stored files, as sure as a checksum is. */
    long key() {
        String sha1 = file.repoChecksum().orElse(file.checksum());
        return Long.parseUnsignedLong(sha1, 0, HEX, HEX)
                ^ ((path.value().hashCode() * SPREAD + offset()) * SPREAD + length());
    }
}
