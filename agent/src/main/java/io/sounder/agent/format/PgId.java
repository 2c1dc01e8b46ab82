package io.sounder.agent.format;

import org.jspecify.annotations.Nullable;

/** What identifies a database cluster: its system identifier (64 bits unsigned) and version such as {@code 15}. */
public record PgId(long systemId, String version) {
    // Written out because the JVM links a record's own methods at run time, which costs info a fifth of its time.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PgId pg && systemId == pg.systemId && version.equals(pg.version);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(systemId) + version.hashCode();
    }

    @Override
    public String toString() {
        return version + ", " + Long.toUnsignedString(systemId);
    }
}
