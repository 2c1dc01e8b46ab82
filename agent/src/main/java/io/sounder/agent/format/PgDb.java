package io.sounder.agent.format;

/** A database cluster as backup.info knows it; the system identifier is 64 bits unsigned. */
public record PgDb(long systemId, String version, int catalog, int control) {
    public PgId id() {
        return new PgId(systemId, version);
    }
}
