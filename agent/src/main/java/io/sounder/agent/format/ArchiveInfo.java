package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of archive.info: which clusters archived here, by history id (1, 2, ...), and which one is current.
 * Immutable.
 */
public record ArchiveInfo(
        String backrestVersion, int currentId, SortedMap<Integer, PgId> history, Optional<String> cipherPass) {
    public ArchiveInfo {
        history = Collections.unmodifiableSortedMap(new TreeMap<>(history));
        if (!history.containsKey(currentId)) {
            throw new AgentException(ErrorCode.FORMAT, "archive info has no history for db-id '" + currentId + "'");
        }
    }

    /** The content for a new stanza; {@code cipherPass} is for the WAL. */
    public static ArchiveInfo create(PgId pg, Optional<String> cipherPass) {
        return new ArchiveInfo(BackrestVersion.WRITTEN, 1, new TreeMap<>(Map.of(1, pg)), cipherPass);
    }

    /** Reads and checks a whole file. */
    public static ArchiveInfo read(InputStream in) throws IOException {
        SectionMap sections = SectionMap.read(in);
        SortedMap<Integer, PgId> history = new TreeMap<>();
        sections.section("db:history").forEach((id, value) -> {
            Json.Members pg = value.asObject();
            // the key says db-id, but the value is the system identifier
            history.put(
                    SectionMap.historyId(id),
                    new PgId(
                            pg.required("db-id").number(),
                            EntryNames.requireVersion(pg.required("db-version").text())));
        });
        return new ArchiveInfo(
                sections.backrestVersion(),
                sections.required("db", "db-id").intNumber(),
                history,
                sections.get("cipher", "cipher-pass").map(Json::text));
    }

    /** The file's bytes, as written by this program. */
    public byte[] bytes() {
        SectionMap sections = new SectionMap(BackrestVersion.WRITTEN);
        cipherPass.ifPresent(pass -> sections.put("cipher", "cipher-pass", Json.of(pass)));
        sections.put("db", "db-id", Json.of(currentId));
        sections.put("db", "db-system-id", Json.ofUnsigned(current().systemId()));
        sections.put("db", "db-version", Json.of(current().version()));
        history.forEach((id, pg) -> sections.put(
                "db:history",
                Integer.toString(id),
                Json.object()
                        .put("db-id", Json.ofUnsigned(pg.systemId()))
                        .put("db-version", pg.version())
                        .build()));
        return sections.bytes();
    }

    public PgId current() {
        return Objects.requireNonNull(history.get(currentId));
    }

    /** The folder that new WAL goes to, such as {@code 15-1}. */
    public String archiveId() {
        return archiveId(currentId);
    }

    /** The folder of a history entry. */
    public String archiveId(int id) {
        PgId pg = history.get(id);
        if (pg == null) {
            throw new AgentException(ErrorCode.FORMAT, "archive info has no history for db-id '" + id + "'");
        }
        return pg.version() + "-" + id;
    }

    /** The folders that may hold WAL of this cluster, newest first. */
    public List<String> archiveIdsFor(PgId pg) {
        return history.entrySet().stream()
                .filter(entry -> entry.getValue().equals(pg))
                .map(entry -> archiveId(entry.getKey()))
                .toList()
                .reversed();
    }

    /** This content with another cluster appended and made current. */
    public ArchiveInfo withNew(PgId pg) {
        SortedMap<Integer, PgId> longer = new TreeMap<>(history);
        int id = history.lastKey() + 1;
        longer.put(id, pg);
        return new ArchiveInfo(BackrestVersion.WRITTEN, id, longer, cipherPass);
    }
}
