package io.sounder.agent.verify;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.repository.Repository;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Checks the files of a backup, wherever in its set they are stored. */
final class BackupCheck {
    private final Repository repository;
    private final Crew crew;
    private final CheckedFiles checked = new CheckedFiles();
    private BackupLabel set = new BackupLabel("00000000-000000F");

    BackupCheck(Repository repository, Crew crew) {
        this.repository = repository;
        this.crew = crew;
    }

    /** Checks one backup; call it for the backups of a set one after the other, so that nothing is read twice. */
    void run(BackupLabel label, Manifest manifest, Tally tally) {
        if (!label.full().equals(set)) {
            set = label.full();
            checked.clear();
        }
        BackupFiles files = new BackupFiles(repository, manifest, checked);
        List<StoredFile> unread = new ArrayList<>();
        List<StoredFile> shared = new ArrayList<>();
        for (ManifestFile file : manifest.files()) {
            files.locate(file)
                    .ifPresentOrElse(stored -> (checked.contains(stored) ? shared : unread).add(stored), tally::valid);
        }
        shared.forEach(stored -> checked.finding(stored).ifPresentOrElse(tally::invalid, tally::valid));
        unread.sort(StoredFile::byPlace);
        crew.run(tasks(unread.iterator(), files), result -> {
            checked.add(result.subject(), result.finding());
            result.finding().ifPresentOrElse(tally::invalid, tally::valid);
        });
        checked.finish(label);
    }

    /** One task for each file stored alone, and one for each bundle. */
    private static Iterator<Crew.Task<StoredFile>> tasks(Iterator<StoredFile> sorted, BackupFiles files) {
        return new Iterator<>() {
            private final List<StoredFile> ahead = new ArrayList<>();

            @Override
            public boolean hasNext() {
                return !ahead.isEmpty() || sorted.hasNext();
            }

            @Override
            public Crew.Task<StoredFile> next() {
                List<StoredFile> neighbours = new ArrayList<>(ahead);
                ahead.clear();
                if (neighbours.isEmpty()) {
                    neighbours.add(sorted.next());
                }
                StoredFile first = neighbours.getFirst();
                while (first.bundled() && sorted.hasNext() && ahead.isEmpty()) {
                    StoredFile next = sorted.next();
                    (next.path().equals(first.path()) ? neighbours : ahead).add(next);
                }
                return check -> files.check(neighbours, check);
            }
        };
    }
}
