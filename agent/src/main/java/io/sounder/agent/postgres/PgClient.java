package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.WalSegment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A session on a server of version 10 or later, for the start and stop of backups. Closing it in between aborts the
 * backup on the server. For one thread.
 */
public final class PgClient implements AutoCloseable {
    private static final String RESTORE_POINT = "pgBackRest Archive Check";
    private final PgSession session;
    private final PgEndpoint endpoint;
    private final PgServer server;

    private PgClient(PgSession session, PgEndpoint endpoint, PgServer server) {
        this.session = session;
        this.endpoint = endpoint;
        this.server = server;
    }

    /**
     * Opens a session: error 56 when the server cannot be reached.
     *
     * @param command shown by the server as part of the application's name
     */
    public static PgClient connect(PgEndpoint endpoint, String command) {
        PgSession session = PgSession.open(endpoint.reached(), "pgBackRest [" + command + "]");
        try {
            return new PgClient(session, endpoint, server(session));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static PgServer server(PgSession session) {
        session.execute("set client_encoding = 'UTF8'");
        session.execute("set search_path = 'pg_catalog'");
        PgServer server = session.one(
                "select (select setting from pg_settings where name = 'server_version_num')::int4,"
                        + " (select setting from pg_settings where name = 'data_directory')::text,"
                        + " (select setting from pg_settings where name = 'archive_mode')::text,"
                        + " (select setting from pg_settings where name = 'archive_command')::text,"
                        + " (select setting from pg_settings where name = 'checkpoint_timeout')::int4,"
                        + " pg_is_in_recovery()",
                row -> new PgServer(
                        PgVersion.ofServer(row.getInt(1)),
                        readable(row.getString(2)),
                        readable(row.getString(3)),
                        readable(row.getString(4)),
                        Duration.ofSeconds(row.getInt(5)),
                        row.getBoolean(6)));
        session.execute("set max_parallel_workers_per_gather = 0");
        return server;
    }

    private static String readable(@Nullable String setting) {
        if (setting == null) {
            throw new AgentException(ErrorCode.DB_QUERY, "unable to select some rows from pg_settings")
                    .withHint("is the backup running as the postgres user?")
                    .withHint("is the pg_read_all_settings role assigned for PostgreSQL >= 10?");
        }
        return setting;
    }

    /** The settings as of the connection. */
    public PgServer server() {
        return server;
    }

    public PgEndpoint endpoint() {
        return endpoint;
    }

    /** The server's clock, milliseconds since 1970. */
    public long time() {
        return session.one("select (extract(epoch from clock_timestamp()) * 1000)::int8", row -> row.getLong(1));
    }

    /** Begins a backup; returns when its checkpoint is complete. */
    public BackupStart startBackup(boolean fast) {
        String start = server.version().atLeast(PgVersion.V15)
                ? "pg_backup_start('pgBackRest backup started at ' || current_timestamp, " + fast + ")"
                : "pg_start_backup('pgBackRest backup started at ' || current_timestamp, " + fast + ", false)";
        return session.one(
                "select lsn::text, pg_walfile_name(lsn)::text from " + start + " as lsn",
                row -> new BackupStart(Lsn.parse(row.getString(1)), new WalSegment(row.getString(2))));
    }

    /** Ends the backup of this session; does not wait for archiving. */
    public BackupStop stopBackup() {
        String stop = server.version().atLeast(PgVersion.V15)
                ? "pg_backup_stop(wait_for_archive => false)"
                : "pg_stop_backup(exclusive => false, wait_for_archive => false)";
        return session.one(
                "select lsn::text, pg_walfile_name(lsn)::text, labelfile, coalesce(spcmapfile, '') from " + stop,
                row -> new BackupStop(
                        Lsn.parse(row.getString(1)),
                        new WalSegment(row.getString(2)),
                        row.getString(3),
                        row.getString(4)));
    }

    /** The segment that the server is writing to. */
    public WalSegment currentSegment() {
        return session.one(
                "select pg_walfile_name(pg_current_wal_insert_lsn())::text", row -> new WalSegment(row.getString(1)));
    }

    /**
     * Makes the server finish its current segment, which needs something in it, hence a restore point first.
     *
     * @return the finished segment
     */
    public WalSegment switchWal() {
        session.one(
                "select pg_create_restore_point('" + RESTORE_POINT + "')::text", row -> Lsn.parse(row.getString(1)));
        return session.one("select pg_walfile_name(pg_switch_wal())::text", row -> new WalSegment(row.getString(1)));
    }

    /** How far a standby has replayed; error 82 on a server that does not replay. */
    public Lsn replayed() {
        return session.one("select coalesce(pg_last_wal_replay_lsn()::text, '')", row -> lsn(row.getString(1)));
    }

    private static Lsn lsn(String text) {
        if (text.isEmpty()) {
            throw new AgentException(ErrorCode.ARCHIVE_TIMEOUT, "unable to query the replay position of the standby")
                    .withHint("is this a standby?");
        }
        return Lsn.parse(text);
    }

    /** Whether a standby is connected to a server that sends it WAL; otherwise it waits for the archive. */
    public boolean streams() {
        return session.one("select exists (select from pg_stat_wal_receiver)", row -> row.getBoolean(1));
    }

    /** Writes all changed pages to the files; on a standby those that were replayed. */
    public void checkpoint() {
        session.execute("checkpoint");
    }

    /** The last checkpoint as the control file of the server tells. */
    public Lsn checkpointed() {
        return session.one(
                "select checkpoint_lsn::text from pg_control_checkpoint()", row -> Lsn.parse(row.getString(1)));
    }

    /** All databases with templates, by name. */
    public List<PgDatabase> databases() {
        return session.all(
                "select datname::text, oid::int8,"
                        + " coalesce((select oid::int8 from pg_database where datname = 'template0'), 0)"
                        + " from pg_database order by datname",
                row -> new PgDatabase(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    /** The names of all tablespaces, by object id. */
    public SortedMap<Long, String> tablespaces() {
        SortedMap<Long, String> names = new TreeMap<>();
        for (Map.Entry<Long, String> row : session.all(
                "select oid::int8, spcname::text from pg_tablespace",
                row -> Map.entry(row.getLong(1), row.getString(2)))) {
            names.put(row.getKey(), row.getValue());
        }
        return names;
    }

    /** Asks the server for a sign of life: error 58 when it was promoted or began to recover meanwhile. */
    public void ping() {
        if (session.one("select pg_is_in_recovery()", row -> row.getBoolean(1)) != server.standby()) {
            throw new AgentException(
                    ErrorCode.DB_MISMATCH, "primary has switched to standby, or standby to primary, while in use");
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
