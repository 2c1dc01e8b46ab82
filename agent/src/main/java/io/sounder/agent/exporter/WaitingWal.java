package io.sounder.agent.exporter;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The WAL files that the server waits to have archived: it makes a {@code .ready} file for each and renames it when the
 * archive has the WAL.
 *
 * @param segments how many
 * @param oldest since when the oldest of them waits
 */
record WaitingWal(int segments, Optional<Instant> oldest) {
    private static final String STATUS_FOLDER = "pg_wal/archive_status";

    /** Of the clusters of a stanza on this machine; empty if none is here. */
    static Optional<WaitingWal> of(Config stanza) throws IOException {
        Optional<WaitingWal> waiting = Optional.empty();
        for (int key : stanza.keys(Group.PG)) {
            if (stanza.text(Option.PG_HOST, key).isEmpty()) {
                Optional<Path> data = stanza.text(Option.PG_PATH, key).map(Path::of);
                if (data.isPresent()) {
                    waiting = here(data.get().resolve(STATUS_FOLDER));
                }
            }
        }
        return waiting;
    }

    private static Optional<WaitingWal> here(Path folder) throws IOException {
        int segments = 0;
        Optional<Instant> oldest = Optional.empty();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ready")) {
            for (Path file : files) {
                Optional<Instant> since = since(file);
                segments += since.isPresent() ? 1 : 0;
                oldest = Stream.concat(oldest.stream(), since.stream()).min(Comparator.naturalOrder());
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(new WaitingWal(segments, oldest));
    }

    /** Since when it waits; empty if it was archived at this moment. */
    private static Optional<Instant> since(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
