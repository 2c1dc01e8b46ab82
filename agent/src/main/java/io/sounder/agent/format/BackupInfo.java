package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The content of backup.info: the clusters by history id, and the backups there are. Immutable. */
public record BackupInfo(
        String backrestVersion,
        int currentId,
        SortedMap<Integer, PgDb> history,
        SortedMap<BackupLabel, BackupEntry> backups,
        Optional<String> cipherPass) {
    public BackupInfo {
        history = Collections.unmodifiableSortedMap(new TreeMap<>(history));
        backups = Collections.unmodifiableSortedMap(new TreeMap<>(backups));
        if (!history.containsKey(currentId)) {
            throw new AgentException(ErrorCode.FORMAT, "backup info has no history for db-id '" + currentId + "'");
        }
    }

    /** The content for a new stanza; {@code cipherPass} is for the manifests. */
    public static BackupInfo create(PgDb pg, Optional<String> cipherPass) {
        return new BackupInfo(BackrestVersion.WRITTEN, 1, new TreeMap<>(Map.of(1, pg)), new TreeMap<>(), cipherPass);
    }

    /** Reads and checks a whole file. */
    public static BackupInfo read(InputStream in) throws IOException {
        SectionMap sections = SectionMap.read(in);
        SortedMap<Integer, PgDb> history = new TreeMap<>();
        sections.section("db:history")
                .forEach((id, value) -> history.put(SectionMap.historyId(id), pg(value.asObject())));
        SortedMap<BackupLabel, BackupEntry> backups = new TreeMap<>();
        sections.section("backup:current").forEach((name, value) -> {
            BackupLabel label = new BackupLabel(name);
            backups.put(label, BackupEntryText.read(label, value.asObject()));
        });
        return new BackupInfo(
                sections.backrestVersion(),
                sections.required("db", "db-id").intNumber(),
                history,
                backups,
                sections.get("cipher", "cipher-pass").map(Json::text));
    }

    private static PgDb pg(Json.Members value) {
        return new PgDb(
                value.required("db-system-id").number(),
                EntryNames.requireVersion(value.required("db-version").text()),
                value.required("db-catalog-version").intNumber(),
                value.required("db-control-version").intNumber());
    }

    /** The file's bytes, as written by this program. */
    public byte[] bytes() {
        SectionMap sections = new SectionMap(BackrestVersion.WRITTEN);
        backups.forEach(
                (label, backup) -> sections.put("backup:current", label.value(), BackupEntryText.write(backup)));
        cipherPass.ifPresent(pass -> sections.put("cipher", "cipher-pass", Json.of(pass)));
        pg(current()).build().members().forEach((key, value) -> sections.put("db", key, value));
        sections.put("db", "db-id", Json.of(currentId));
        history.forEach((id, pg) -> sections.put("db:history", Integer.toString(id), pg(pg).build()));
        return sections.bytes();
    }

    private static Json.ObjectBuilder pg(PgDb pg) {
        return Json.object()
                .put("db-catalog-version", pg.catalog())
                .put("db-control-version", pg.control())
                .put("db-system-id", Json.ofUnsigned(pg.systemId()))
                .put("db-version", pg.version());
    }

    public PgDb current() {
        return Objects.requireNonNull(history.get(currentId));
    }

    /** This content with another cluster appended and made current. */
    public BackupInfo withNew(PgDb pg) {
        SortedMap<Integer, PgDb> longer = new TreeMap<>(history);
        int id = history.lastKey() + 1;
        longer.put(id, pg);
        return new BackupInfo(BackrestVersion.WRITTEN, id, longer, backups, cipherPass);
    }

    /** This content with a backup added or replaced. */
    public BackupInfo with(BackupEntry backup) {
        SortedMap<BackupLabel, BackupEntry> more = new TreeMap<>(backups);
        more.put(backup.label(), backup);
        return new BackupInfo(BackrestVersion.WRITTEN, currentId, history, more, cipherPass);
    }

    /** This content without these backups. */
    public BackupInfo without(Collection<BackupLabel> labels) {
        SortedMap<BackupLabel, BackupEntry> fewer = new TreeMap<>(backups);
        fewer.keySet().removeAll(labels);
        return new BackupInfo(BackrestVersion.WRITTEN, currentId, history, fewer, cipherPass);
    }

    /** A backup and all that depend on it, directly or not, oldest first. */
    public List<BackupLabel> withDependents(BackupLabel label) {
        List<BackupLabel> result = new ArrayList<>(List.of(label));
        backups.forEach((other, backup) -> {
            if (backup.prior().filter(result::contains).isPresent()) {
                result.add(other); // labels sort by time, so a prior always comes before its dependents
            }
        });
        return result;
    }
}
