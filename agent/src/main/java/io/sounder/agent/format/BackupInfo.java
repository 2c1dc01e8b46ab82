package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The content of backup.info: the clusters by history id, and the backups there are. Immutable. */
@SuppressWarnings("DoNotCallSuggester")
public record BackupInfo(
        String backrestVersion,
        int currentId,
        SortedMap<Integer, PgDb> history,
        SortedMap<BackupLabel, BackupEntry> backups,
        Optional<String> cipherPass) {

    /** The content for a new stanza. */
    public static BackupInfo create(PgDb pg) {
        throw new UnsupportedOperationException();
    }

    /** Reads and checks a whole file. */
    public static BackupInfo read(InputStream in) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The file's bytes, as written by this program. */
    public byte[] bytes() {
        throw new UnsupportedOperationException();
    }

    public PgDb current() {
        throw new UnsupportedOperationException();
    }

    /** This content with another cluster appended and made current. */
    public BackupInfo withNew(PgDb pg) {
        throw new UnsupportedOperationException();
    }

    /** This content with a backup added or replaced. */
    public BackupInfo with(BackupEntry backup) {
        throw new UnsupportedOperationException();
    }

    /** This content without these backups. */
    public BackupInfo without(Collection<BackupLabel> labels) {
        throw new UnsupportedOperationException();
    }

    /** A backup and all that depend on it, directly or not, oldest first. */
    public List<BackupLabel> withDependents(BackupLabel label) {
        throw new UnsupportedOperationException();
    }
}
