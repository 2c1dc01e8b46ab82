package io.sounder.agent.format;

/** What identifies a database cluster: its system identifier (64 bits unsigned) and version such as {@code 15}. */
public record PgId(long systemId, String version) {
    @Override
    public String toString() {
        return version + ", " + Long.toUnsignedString(systemId);
    }
}
