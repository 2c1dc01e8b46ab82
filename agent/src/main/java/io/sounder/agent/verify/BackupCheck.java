package io.sounder.agent.verify;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.Manifest;
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

    /**
     * What is stored for a backup.
     *
     * @param files how to read it
     * @param stored all files with bytes of their own, by their place in the repository
     * @param empty how many files need no bytes
     */
    record Content(BackupFiles files, List<StoredFile> stored, int empty) {}

    /** Finds out what is stored for a backup. For any thread. */
    Content content(Manifest manifest) {
        BackupFiles files = new BackupFiles(repository, manifest, checked);
        List<StoredFile> stored = new ArrayList<>();
        manifest.files().forEach(file -> files.locate(file).ifPresent(stored::add));
        stored.sort(StoredFile::byPlace);
        return new Content(files, stored, manifest.files().size() - stored.size());
    }

    /** Checks one backup; call it for the backups of a set one after the other, so that nothing is read twice. */
    void run(BackupLabel label, Content content, Tally tally) {
        if (!label.full().equals(set)) {
            set = label.full();
            checked.clear();
        }
        for (int i = 0; i < content.empty(); i++) {
            tally.valid();
        }
        List<StoredFile> unread = new ArrayList<>();
        for (StoredFile stored : content.stored()) {
            if (checked.contains(stored)) {
                checked.finding(stored).ifPresentOrElse(tally::invalid, tally::valid);
            } else {
                unread.add(stored);
            }
        }
        crew.run(tasks(unread.iterator(), content.files()), result -> {
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
