package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.StorageEntry;
import java.time.Instant;

/** Entries of a storage as fields. */
public final class Entries {
    private Entries() {}

    public static void write(FieldWriter fields, StorageEntry entry) {
        fields.text(entry.name())
                .text(entry.kind().name())
                .number(entry.size())
                .number(entry.modified().getEpochSecond())
                .number(entry.modified().getNano())
                .text(entry.linkTarget());
    }

    public static StorageEntry read(FieldReader fields) {
        return new StorageEntry(
                fields.text(),
                kind(fields.text()),
                fields.number(),
                Instant.ofEpochSecond(fields.number(), fields.number()),
                fields.optionalText());
    }

    private static StorageEntry.Kind kind(String name) {
        for (StorageEntry.Kind kind : StorageEntry.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new AgentException(ErrorCode.PROTOCOL, "received an entry of the unknown kind '" + name + "'");
    }
}
