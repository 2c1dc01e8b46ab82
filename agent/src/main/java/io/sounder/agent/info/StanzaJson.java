package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.BackrestVersion;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.Json;
import io.sounder.agent.format.Json.ObjectBuilder;
import io.sounder.agent.format.JsonText;
import io.sounder.agent.format.PgId;
import io.sounder.agent.os.LockContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON output; see docs/contracts/json.md. */
final class StanzaJson {
    private static final Json NONE = new Json.Null();

    private final boolean detailed;
    private final boolean progressOnly;

    StanzaJson(boolean detailed, boolean progressOnly) {
        this.detailed = detailed;
        this.progressOnly = progressOnly;
    }

    String text(List<StanzaReport> stanzas) {
        List<Json> items = new ArrayList<>();
        for (StanzaReport stanza : stanzas) {
            items.add(stanza(stanza));
        }
        return JsonText.write(Json.of(items));
    }

    private Json stanza(StanzaReport stanza) {
        ObjectBuilder json = Json.object().put("name", stanza.name()).put("status", status(stanza));
        if (progressOnly) {
            return json.build();
        }
        List<Json> archives = new ArrayList<>();
        List<Json> databases = new ArrayList<>();
        List<Json> repositories = new ArrayList<>();
        for (RepositoryReport repository : stanza.repositories()) {
            repository.archives().forEach(range -> archives.add(archive(repository.key(), range)));
            repository.history().forEach((id, pg) -> databases.add(database(repository.key(), id, pg)));
            repositories.add(repository(repository));
        }
        return json.put("archive", Json.of(archives))
                .put("backup", Json.of(backups(stanza)))
                .put("cipher", stanza.cipher())
                .put("db", Json.of(databases))
                .put("repo", Json.of(repositories))
                .build();
    }

    private List<Json> backups(StanzaReport stanza) {
        List<Json> items = new ArrayList<>();
        for (ListedBackup listed : ListedBackup.of(stanza)) {
            items.add(backup(listed.repository(), listed.backup()));
        }
        return items;
    }

    private static Json status(StanzaReport stanza) {
        LockState locks = stanza.locks();
        ObjectBuilder backup = Json.object().put("held", locks.backupHeld());
        List<Json> progress = new ArrayList<>();
        long size = 0;
        long done = 0;
        for (Map.Entry<Integer, LockContent> entry : locks.backup().entrySet()) {
            Optional<LockContent.Progress> one = entry.getValue().progress();
            if (one.isPresent()) {
                size += one.get().size();
                done += one.get().sizeDone();
                progress.add(progress(
                                Json.object().put("key", entry.getKey()),
                                one.get().size(),
                                one.get().sizeDone())
                        .build());
            }
        }
        if (!progress.isEmpty()) {
            progress(backup.put("repo", Json.of(progress)), size, done);
        }
        ObjectBuilder restore = Json.object().put("held", locks.restoreHeld());
        locks.restore().flatMap(LockContent::progress).ifPresent(one -> progress(restore, one.size(), one.sizeDone()));
        Status status = stanza.status();
        return Json.object()
                .put("code", status.code())
                .put("lock", Json.object().put("backup", backup).put("restore", restore))
                .put("message", status.message())
                .build();
    }

    private static ObjectBuilder progress(ObjectBuilder json, long size, long done) {
        return json.put("size", size).put("size-cplt", done);
    }

    private static Json archive(int key, ArchiveRange range) {
        return Json.object()
                .put("database", databaseKey(range.historyId(), key))
                .put("id", range.id())
                .put(
                        "max",
                        orNull(range.range()
                                .map(wal -> Json.of(wal.max().name()))
                                .orElse(null)))
                .put(
                        "min",
                        orNull(range.range()
                                .map(wal -> Json.of(wal.min().name()))
                                .orElse(null)))
                .build();
    }

    private static Json database(int key, int id, PgId pg) {
        return Json.object()
                .put("id", id)
                .put("repo-key", key)
                .put("system-id", Json.ofUnsigned(pg.systemId()))
                .put("version", pg.version())
                .build();
    }

    private static ObjectBuilder databaseKey(int id, int key) {
        return Json.object().put("id", id).put("repo-key", key);
    }

    private static Json repository(RepositoryReport repository) {
        return Json.object()
                .put("cipher", repository.cipher().label())
                .put("key", repository.key())
                .put(
                        "status",
                        Json.object().put("code", repository.status().code()).put("message", repository.message()))
                .build();
    }

    private Json backup(RepositoryReport repository, BackupEntry backup) {
        ObjectBuilder json = Json.object();
        if (!backup.annotations().isEmpty()) {
            ObjectBuilder annotations = Json.object();
            backup.annotations().forEach(annotations::put);
            json.put("annotation", annotations);
        }
        json.put("archive", range(text(backup.archiveStart()), text(backup.archiveStop())))
                .put(
                        "backrest",
                        Json.object().put("format", BackrestVersion.FORMAT).put("version", backup.backrestVersion()))
                .put("database", databaseKey(backup.dbId(), repository.key()))
                .put("info", sizes(backup.sizes()))
                .put("label", backup.label().value());
        backup.error().ifPresent(error -> json.put("error", error));
        if (backup.lsnStart().isPresent() && backup.lsnStop().isPresent()) {
            json.put(
                    "lsn",
                    range(
                            Json.of(backup.lsnStart().get().toString()),
                            Json.of(backup.lsnStop().get().toString())));
        }
        json.put("prior", text(backup.prior().map(BackupLabel::value)))
                .put("reference", backup.references().isEmpty() ? NONE : labels(backup.references()))
                .put("timestamp", range(Json.of(backup.timestampStart()), Json.of(backup.timestampStop())))
                .put("type", backup.type().label());
        BackupDetail detail = repository.details().get(backup.label());
        if (detailed && detail != null) {
            add(json, detail);
        }
        return json.build();
    }

    private static ObjectBuilder sizes(BackupEntry.Sizes sizes) {
        ObjectBuilder repository = Json.object().put("delta", sizes.repoDelta());
        if (sizes.mapSize().isPresent()) {
            repository
                    .put("delta-map", sizes.mapDelta().orElse(0))
                    .put("size-map", sizes.mapSize().getAsLong());
        } else {
            repository.put("size", sizes.repoSize());
        }
        return Json.object()
                .put("delta", sizes.delta())
                .put("repository", repository)
                .put("size", sizes.size());
    }

    private static void add(ObjectBuilder json, BackupDetail detail) {
        List<Json> databases = new ArrayList<>();
        detail.databases()
                .forEach(database -> databases.add(Json.object()
                        .put("name", database.name())
                        .put("oid", database.oid())
                        .build()));
        List<Json> links = new ArrayList<>();
        detail.links()
                .forEach(link -> links.add(Json.object()
                        .put("destination", link.destination())
                        .put("name", link.name())
                        .build()));
        List<Json> tablespaces = new ArrayList<>();
        detail.tablespaces()
                .forEach(tablespace -> tablespaces.add(Json.object()
                        .put("destination", tablespace.destination())
                        .put("name", tablespace.name())
                        .put("oid", Long.parseLong(tablespace.oid()))
                        .build()));
        json.put("database-ref", orNull(databases)).put("link", orNull(links)).put("tablespace", orNull(tablespaces));
        if (!detail.errors().isEmpty()) {
            json.put("error-list", Json.texts(detail.errors()));
        }
    }

    private static Json labels(List<BackupLabel> labels) {
        List<String> texts = new ArrayList<>();
        labels.forEach(label -> texts.add(label.value()));
        return Json.texts(texts);
    }

    private static ObjectBuilder range(Json start, Json stop) {
        return Json.object().put("start", start).put("stop", stop);
    }

    private static Json text(Optional<String> value) {
        return orNull(value.map(Json::of).orElse(null));
    }

    private static Json orNull(@Nullable Json value) {
        return value == null ? NONE : value;
    }

    private static Json orNull(List<Json> items) {
        return items.isEmpty() ? NONE : Json.of(items);
    }
}
