package io.sounder.agent.verify;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.repository.Repository;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The manifests of backups, one after the other, with what is stored for them. Each is read while the WAL or the files of the backup before are checked,
 * for most of that time goes to one thread; but not beside one that takes much memory itself. Not for several threads.
 */
final class Manifests {
    private static final int FEW = 50_000;

    private final Repository repository;
    private final Twins twins;
    private final BackupCheck check;
    private final Iterator<BackupLabel> labels;
    private Optional<Next> next = Optional.empty();

    /**
     * A backup that is to be checked.
     *
     * @param content empty if no manifest can be read
     */
    record Upcoming(Twins.Result<Manifest> manifest, Optional<BackupCheck.Content> content) {}

    private record Next(BackupLabel label, Ahead<Upcoming> upcoming) {}

    /** @param labels the backups in the order in which they are asked for */
    Manifests(Repository repository, Twins twins, BackupCheck check, Collection<BackupLabel> labels) {
        this.repository = repository;
        this.twins = twins;
        this.check = check;
        this.labels = List.copyOf(labels).iterator();
        begin();
    }

    private void begin() {
        if (labels.hasNext()) {
            BackupLabel label = labels.next();
            next = Optional.of(new Next(label, Ahead.start(() -> upcoming(Twins.look(source(label))))));
        }
    }

    /** The next backup, which has that label. */
    Upcoming next(BackupLabel label) {
        if (next.isEmpty()) {
            begin();
        }
        Next awaited = next.filter(each -> each.label().equals(label))
                .orElseThrow(() -> new IllegalStateException("backup " + label + " is not the next one"));
        next = Optional.empty();
        Upcoming first = awaited.upcoming().await();
        Twins.Result<Manifest> manifest = twins.conclude(first.manifest(), source(label));
        Upcoming upcoming = first.manifest().clean() ? first : upcoming(manifest);
        if (manifest.content().map(Manifest::files).map(List::size).orElse(0) <= FEW) {
            begin();
        }
        return upcoming;
    }

    private Upcoming upcoming(Twins.Result<Manifest> manifest) {
        return new Upcoming(manifest, manifest.content().map(check::content));
    }

    private Twins.Source<Manifest> source(BackupLabel label) {
        return new Twins.Source<>(
                label + "/backup.manifest", twin -> repository.openManifest(label, twin), Manifest::read);
    }
}
