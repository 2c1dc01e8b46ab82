package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of archive.info: which clusters archived here, by history id (1, 2, ...), and which one is current.
 * Immutable.
 */
@SuppressWarnings("DoNotCallSuggester")
public record ArchiveInfo(
        String backrestVersion, int currentId, SortedMap<Integer, PgId> history, Optional<String> cipherPass) {
    public ArchiveInfo {
        history = Collections.unmodifiableSortedMap(new TreeMap<>(history));
        if (!history.containsKey(currentId)) {
            throw new AgentException(ErrorCode.FORMAT, "archive info has no history for db-id '" + currentId + "'");
        }
    }

    /** The content for a new stanza. */
    public static ArchiveInfo create(PgId pg) {
        return new ArchiveInfo(BackrestVersion.WRITTEN, 1, new TreeMap<>(java.util.Map.of(1, pg)), Optional.empty());
    }

    /** Reads and checks a whole file. */
    public static ArchiveInfo read(InputStream in) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The file's bytes, as written by this program. */
    public byte[] bytes() {
        throw new UnsupportedOperationException();
    }

    public PgId current() {
        return java.util.Objects.requireNonNull(history.get(currentId));
    }

    /** The folder that new WAL goes to, such as {@code 15-1}. */
    public String archiveId() {
        return archiveId(currentId);
    }

    /** The folder of a history entry. */
    public String archiveId(int id) {
        throw new UnsupportedOperationException();
    }

    /** The folders that may hold WAL of this cluster, newest first. */
    public List<String> archiveIdsFor(PgId pg) {
        throw new UnsupportedOperationException();
    }

    /** This content with another cluster appended and made current. */
    public ArchiveInfo withNew(PgId pg) {
        throw new UnsupportedOperationException();
    }
}
