package io.sounder.agent.backup;

import io.sounder.agent.format.ManifestFile;
import java.util.Optional;

/**
 * One file that has to be looked at or copied.
 *
 * @param file as the scan found it
 * @param prior the entry of the prior backup with the same size, whose stored bytes serve if the content is the same
 * @param resumed the entry of an aborted backup whose stored file serves if it is whole
 * @param delta compares the content with what is known before anything else
 */
record FileTask(ManifestFile file, Optional<ManifestFile> prior, Optional<ManifestFile> resumed, boolean delta) {
    long size() {
        return file.originalSize();
    }

    /** A plain copy, because nothing usable is stored. */
    static FileTask copy(ManifestFile file) {
        return new FileTask(file, Optional.empty(), Optional.empty(), false);
    }
}
