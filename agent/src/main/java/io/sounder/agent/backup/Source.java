package io.sounder.agent.backup;

import io.sounder.agent.postgres.BackupStart;
import io.sounder.agent.postgres.BackupStop;
import io.sounder.agent.postgres.PgDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster that is backed up: a running server, or the files of a stopped one. For one thread. */
public sealed interface Source permits OnlineSource, OfflineSource {
    boolean online();

    /** The time that goes into the manifest: the server's clock if there is one; milliseconds since 1970. */
    long time();

    /** Tells the server that a backup begins and makes sure that its WAL reaches the archive. */
    Optional<BackupStart> start();

    /** Tells the server that all files are copied. */
    Optional<BackupStop> stop();

    /** The data folder of the standby that most files are copied from. */
    Optional<Path> standbyFolder();

    /** Asks for a sign of life; throws when the cluster changed its role or the connection is gone. */
    void ping();

    List<PgDatabase> databases();

    /** The names of the tablespaces by object id; absent when nobody can tell. */
    Optional<Map<Long, String>> tablespaces();
}
