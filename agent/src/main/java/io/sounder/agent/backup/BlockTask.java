package io.sounder.agent.backup;

import io.sounder.agent.format.BlockSizes;
import io.sounder.agent.format.ManifestFile;
import java.util.Optional;

/**
 * How one file is cut into blocks.
 *
 * @param before its entry in the manifest of the prior backup, whose map says which blocks are stored already
 */
record BlockTask(BlockSizes sizes, Optional<ManifestFile> before) {}
