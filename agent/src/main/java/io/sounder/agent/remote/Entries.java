package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.StorageEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Entries of a storage as fields. */
public final class Entries {
    private Entries() {}

    public static void write(FieldWriter fields, StorageEntry entry) {
        fields.text(entry.name())
                .text(entry.kind().name())
                .number(entry.size())
                .text(entry.modified().toString())
                .text(entry.linkTarget());
    }

    public static StorageEntry read(FieldReader fields) {
        return new StorageEntry(
                fields.text(), kind(fields.text()), fields.number(), time(fields.text()), fields.optionalText());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new AgentException(ErrorCode.PROTOCOL, "received an entry with the time '" + text + "'", e);
        }
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
