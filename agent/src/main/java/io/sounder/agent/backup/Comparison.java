package io.sounder.agent.backup;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sorts the files of a new manifest into those that the prior backup has already, which become references, and those
 * that have to be read.
 *
 * @param prior files of the prior backup by name; empty for a full
 * @param priorLabel the prior backup
 * @param resumed usable files of an aborted backup by name
 * @param delta compares by content, not by size and time
 * @param start of the backup in Unix seconds
 */
record Comparison(
        Map<String, ManifestFile> prior,
        Optional<BackupLabel> priorLabel,
        Map<String, ManifestFile> resumed,
        boolean delta,
        Storing storing,
        long start) {
    private static final String CONTROL_FILE = "pg_data/global/pg_control";

    /** The files to read, largest first; references are entered into the manifest. */
    List<FileTask> tasks(ManifestBuilder manifest) {
        List<FileTask> tasks = new ArrayList<>();
        for (ManifestFile file : List.copyOf(manifest.files())) {
            Optional<FileTask> task = task(file, manifest);
            task.ifPresent(tasks::add);
        }
        tasks.sort(Comparison::largestFirst);
        return tasks;
    }

    private static int largestFirst(FileTask a, FileTask b) {
        // Not by Comparator.comparing…, whose lambdas no AOT cache can keep.
        int size = Long.compare(b.size(), a.size());
        return size != 0 ? size : b.file().name().compareTo(a.file().name());
    }

    private Optional<FileTask> task(ManifestFile file, ManifestBuilder manifest) {
        ManifestFile before = prior.get(file.name());
        if (file.name().equals(CONTROL_FILE)) {
            return Optional.of(FileTask.copy(file));
        }
        if (file.size() == 0 && storing.bundles().isPresent()) {
            return Optional.empty(); // nothing to store, and the manifest says so
        }
        Optional<BlockTask> blocks = storing.blocks(file, before, start);
        if (before == null || before.size() != file.size() || priorLabel.isEmpty()) {
            return Optional.of(withResumed(file, blocks));
        }
        ManifestFile referring = file.referring(before, priorLabel.get());
        if (file.size() == 0 || (!delta && file.timestamp() == before.timestamp())) {
            manifest.file(referring);
            return Optional.empty();
        }
        return Optional.of(new FileTask(file, Optional.of(referring), Optional.empty(), delta, blocks));
    }

    private FileTask withResumed(ManifestFile file, Optional<BlockTask> blocks) {
        ManifestFile stored = resumed.get(file.name());
        if (stored == null) {
            return new FileTask(file, Optional.empty(), Optional.empty(), false, blocks);
        }
        ManifestFile kept = file.copied(stored.size(), stored.checksum(), stored.pageCheck(), stored.stored());
        return new FileTask(file, Optional.empty(), Optional.of(kept), delta, blocks);
    }
}
