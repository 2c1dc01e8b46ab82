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
 * @param blocks present if the file is stored in blocks
 */
record FileTask(
        ManifestFile file,
        Optional<ManifestFile> prior,
        Optional<ManifestFile> resumed,
        boolean delta,
        Optional<BlockTask> blocks) {

    /** A file that is stored as a whole. */
    FileTask(ManifestFile file, Optional<ManifestFile> prior, Optional<ManifestFile> resumed, boolean delta) {
        this(file, prior, resumed, delta, Optional.empty());
    }

    long size() {
        return file.originalSize();
    }

    /** Whether the blocks tell by themselves whether the file changed. */
    boolean comparesBlocks() {
        return blocks.flatMap(BlockTask::before).isPresent();
    }

    /** The same, with all blocks stored anew. */
    FileTask withoutPrior() {
        return new FileTask(
                file,
                Optional.empty(),
                Optional.empty(),
                false,
                blocks.map(task -> new BlockTask(task.sizes(), Optional.empty())));
    }

    /** A plain copy, because nothing usable is stored. */
    static FileTask copy(ManifestFile file) {
        return new FileTask(file, Optional.empty(), Optional.empty(), false);
    }
}
