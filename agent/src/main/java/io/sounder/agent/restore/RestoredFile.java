package io.sounder.agent.restore;

import io.sounder.agent.format.ManifestFile;
import java.nio.file.Path;

/** What became of one file. */
record RestoredFile(ManifestFile file, Path path, Outcome outcome, int process) {
    /** How the file came to be right. */
    enum Outcome {
        COPIED,
        ZEROED,
        MATCHED
    }
}
