package io.sounder.agent.files;

import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Lists a folder, or a file, as {@code .} and then what is in it, in the order of names, a folder before its content. */
public final class Listing {
    private static final String SELF = ".";

    private final Storage storage;
    private final boolean recurse;
    private final boolean descending;
    private final Predicate<String> filter;

    /**
     * @param descending the whole list after the first entry in reverse
     * @param filter on names relative to the listed folder
     */
    public Listing(Storage storage, boolean recurse, boolean descending, Predicate<String> filter) {
        this.storage = storage;
        this.recurse = recurse;
        this.descending = descending;
        this.filter = filter;
    }

    /** Hands over each entry under its name relative to {@code path}; the path itself is {@code .}, also when missing. */
    public void each(StoragePath path, Consumer<StorageEntry> consumer) {
        Optional<StorageEntry> found = path.equals(StoragePath.ROOT) ? Optional.empty() : storage.info(path);
        boolean folder = found.map(StorageEntry::isPath).orElse(true);
        StorageEntry self = found.orElseGet(
                () -> new StorageEntry(SELF, StorageEntry.Kind.PATH, 0, Instant.EPOCH, Optional.empty()));
        hand(SELF, self, consumer);
        if (folder) {
            children(path, "", consumer);
        }
    }

    private void children(StoragePath folder, String prefix, Consumer<StorageEntry> consumer) {
        List<StorageEntry> entries = storage.list(folder);
        for (StorageEntry entry : descending ? entries.reversed() : entries) {
            String name = prefix + entry.name();
            boolean below = recurse && entry.isPath();
            if (below && descending) {
                children(folder.resolve(entry.name()), name + "/", consumer);
            }
            hand(name, entry, consumer);
            if (below && !descending) {
                children(folder.resolve(entry.name()), name + "/", consumer);
            }
        }
    }

    private void hand(String name, StorageEntry entry, Consumer<StorageEntry> consumer) {
        if (filter.test(name)) {
            consumer.accept(new StorageEntry(name, entry.kind(), entry.size(), entry.modified(), entry.linkTarget()));
        }
    }
}
