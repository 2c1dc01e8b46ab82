package io.sounder.agent.format;

/** A database of the cluster: its oid and that of template0 (0 if there is none). */
public record ManifestDatabase(long id, long lastSystemId) {}
