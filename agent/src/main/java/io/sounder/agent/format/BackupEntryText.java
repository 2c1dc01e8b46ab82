package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Lsn;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a backup is written in section {@code [backup:current]} of backup.info. Stateless. */
final class BackupEntryText {
    private BackupEntryText() {}

    static BackupEntry read(BackupLabel label, Json.Members json) {
        return new BackupEntry(
                label,
                json.required("backrest-version").text(),
                json.required("db-id").intNumber(),
                BackupType.of(json.required("backup-type").text()),
                json.get("backup-archive-start").map(Json::text),
                json.get("backup-archive-stop").map(Json::text),
                json.get("backup-lsn-start").map(Json::text).map(Lsn::parse),
                json.get("backup-lsn-stop").map(Json::text).map(Lsn::parse),
                json.required("backup-timestamp-start").number(),
                json.required("backup-timestamp-stop").number(),
                json.get("backup-prior").map(Json::text).map(BackupLabel::new),
                json.get("backup-reference").map(BackupEntryText::labels).orElse(List.of()),
                json.get("backup-error").map(Json::bool),
                sizes(json),
                flags(json),
                json.get("backup-annotation").map(BackupEntryText::texts).orElse(Collections.emptySortedMap()));
    }

    private static List<BackupLabel> labels(Json json) {
        return json.items().stream().map(item -> new BackupLabel(item.text())).toList();
    }

    private static SortedMap<String, String> texts(Json json) {
        SortedMap<String, String> result = new TreeMap<>(Utf8Order.INSTANCE);
        json.asObject().members().forEach((key, value) -> result.put(key, value.text()));
        return result;
    }

    private static BackupEntry.Sizes sizes(Json.Members json) {
        return new BackupEntry.Sizes(
                json.required("backup-info-size").number(),
                json.required("backup-info-size-delta").number(),
                json.required("backup-info-repo-size").number(),
                json.required("backup-info-repo-size-delta").number(),
                optional(json, "backup-info-repo-size-map"),
                optional(json, "backup-info-repo-size-map-delta"));
    }

    private static OptionalLong optional(Json.Members json, String key) {
        return json.get(key).map(value -> OptionalLong.of(value.number())).orElse(OptionalLong.empty());
    }

    private static BackupEntry.Flags flags(Json.Members json) {
        return new BackupEntry.Flags(
                flag(json, "option-archive-check"),
                flag(json, "option-archive-copy"),
                flag(json, "option-backup-standby"),
                flag(json, "option-checksum-page"),
                flag(json, "option-compress"),
                flag(json, "option-hardlink"),
                flag(json, "option-online"));
    }

    private static boolean flag(Json.Members json, String key) {
        return json.get(key).map(Json::bool).orElse(false);
    }

    static Json write(BackupEntry backup) {
        Json.ObjectBuilder json = Json.object()
                .put("backrest-format", BackrestVersion.FORMAT)
                .put("backrest-version", backup.backrestVersion())
                .put("backup-archive-start", textOrNull(backup.archiveStart()))
                .put("backup-archive-stop", textOrNull(backup.archiveStop()))
                .putText("backup-lsn-start", backup.lsnStart().map(Lsn::toString))
                .putText("backup-lsn-stop", backup.lsnStop().map(Lsn::toString))
                .putText("backup-prior", backup.prior().map(BackupLabel::value))
                .put("backup-timestamp-start", backup.timestampStart())
                .put("backup-timestamp-stop", backup.timestampStop())
                .put("backup-type", backup.type().label())
                .put("db-id", backup.dbId());
        backup.error().ifPresent(error -> json.put("backup-error", error));
        if (backup.prior().isPresent()) {
            json.put("backup-reference", references(backup));
        }
        if (!backup.annotations().isEmpty()) {
            Json.ObjectBuilder annotations = Json.object();
            backup.annotations().forEach(annotations::put);
            json.put("backup-annotation", annotations);
        }
        putSizes(json, backup.sizes());
        putFlags(json, backup.flags());
        return json.build();
    }

    private static Json textOrNull(Optional<String> text) {
        return text.map(Json::of).orElse(new Json.Null());
    }

    private static Json references(BackupEntry backup) {
        return Json.texts(
                backup.references().stream().map(BackupLabel::value).sorted().toList());
    }

    private static void putSizes(Json.ObjectBuilder json, BackupEntry.Sizes sizes) {
        json.put("backup-info-size", sizes.size());
        json.put("backup-info-size-delta", sizes.delta());
        json.put("backup-info-repo-size", sizes.repoSize());
        json.put("backup-info-repo-size-delta", sizes.repoDelta());
        sizes.mapSize().ifPresent(size -> json.put("backup-info-repo-size-map", size));
        sizes.mapDelta().ifPresent(size -> json.put("backup-info-repo-size-map-delta", size));
    }

    private static void putFlags(Json.ObjectBuilder json, BackupEntry.Flags flags) {
        json.put("option-archive-check", flags.archiveCheck());
        json.put("option-archive-copy", flags.archiveCopy());
        json.put("option-backup-standby", flags.backupStandby());
        json.put("option-checksum-page", flags.checksumPage());
        json.put("option-compress", flags.compress());
        json.put("option-hardlink", flags.hardlink());
        json.put("option-online", flags.online());
    }
}
