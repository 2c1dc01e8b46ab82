package io.sounder.agent.postgres;

/**
 * A database of the cluster.
 *
 * @param oid its object id, the name of its folders
 * @param template0 object id of {@code template0}, 0 when there is none
 */
public record PgDatabase(String name, long oid, long template0) {}
