package io.sounder.agent.backup;

import io.sounder.agent.format.ManifestFile;

/**
 * What became of a file.
 *
 * @param process number of the worker that did it
 * @param file its entry in the manifest from now on
 * @param copied bytes that were stored, before compression
 */
record FileOutcome(int process, Kind kind, ManifestFile file, long copied) {
    /** How the file got into the backup. */
    enum Kind {
        /** Stored by this backup. */
        COPIED,
        /** Stored again, as the file of the aborted backup was damaged. */
        RECOPIED,
        /** The file of the aborted backup is whole. */
        KEPT,
        /** Same content as in the prior backup. */
        MATCHED,
        /** The database removed it; it is in the WAL. */
        VANISHED
    }
}
