package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Lsn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The small sections of a manifest, turned from JSON into records. */
record ManifestHead(Map<String, Map<String, Json>> sections) {
    private static final String BACKUP = "backup";
    private static final String DB = "backup:db";
    private static final String OPTION = "backup:option";

    private Optional<Json> get(String section, String key) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
    }

    private Json required(String section, String key) {
        return get(section, key).orElseThrow(() -> ManifestReader.missing(section, key));
    }

    BackupData data(List<ManifestFile> files) {
        BackupLabel label = new BackupLabel(required(BACKUP, "backup-label").text());
        return new BackupData(
                label,
                BackupType.of(required(BACKUP, "backup-type").text()),
                text("backup-prior").map(BackupLabel::new),
                text("backup-reference")
                        .map(ManifestHead::labels)
                        .orElseGet(() -> ManifestReader.referencesOf(files, label)),
                text("backup-archive-start"),
                text("backup-archive-stop"),
                text("backup-lsn-start").map(Lsn::parse),
                text("backup-lsn-stop").map(Lsn::parse),
                required(BACKUP, "backup-timestamp-start").number(),
                required(BACKUP, "backup-timestamp-copy-start").number(),
                get(BACKUP, "backup-timestamp-stop").map(Json::number).orElse(0L),
                isTrue(BACKUP, "backup-bundle"),
                isTrue(BACKUP, "backup-bundle-raw"),
                isTrue(BACKUP, "backup-block-incr"));
    }

    private Optional<String> text(String key) {
        return get(BACKUP, key).map(Json::text);
    }

    private boolean isTrue(String section, String key) {
        return get(section, key).map(Json::bool).orElse(false);
    }

    private static List<BackupLabel> labels(String list) {
        return Arrays.stream(list.split(",", -1)).map(BackupLabel::new).toList();
    }

    PgDb pg() {
        return new PgDb(
                required(DB, "db-system-id").number(),
                EntryNames.requireVersion(required(DB, "db-version").text()),
                required(DB, "db-catalog-version").intNumber(),
                required(DB, "db-control-version").intNumber());
    }

    int historyId() {
        return required(DB, "db-id").intNumber();
    }

    Optional<String> cipherPass() {
        return get("cipher", "cipher-pass").map(Json::text);
    }

    BackupOptions options() {
        boolean compress = required(OPTION, "option-compress").bool();
        return new BackupOptions(
                required(OPTION, "option-archive-check").bool(),
                required(OPTION, "option-archive-copy").bool(),
                get(OPTION, "option-backup-standby").map(Json::bool),
                get(OPTION, "option-buffer-size").map(Json::number),
                get(OPTION, "option-checksum-page").map(Json::bool),
                get(OPTION, "option-compress-type").map(Json::text).orElse(compress ? "gz" : "none"),
                get(OPTION, "option-compress-level").map(Json::intNumber),
                get(OPTION, "option-compress-level-network").map(Json::intNumber),
                get(OPTION, "option-delta").map(Json::bool),
                isTrue(OPTION, "option-hardlink"),
                required(OPTION, "option-online").bool(),
                get(OPTION, "option-process-max").map(Json::intNumber));
    }

    /** The defaults of one list; mode 0 where the section is absent. */
    Attributes defaults(String section) {
        return new Attributes(
                get(section, "mode").map(Json::text).map(AttributePool::mode).orElse(0),
                get(section, "user").flatMap(ManifestHead::name),
                get(section, "group").flatMap(ManifestHead::name));
    }

    private static Optional<String> name(Json value) {
        return value instanceof Json.Text(String name) ? Optional.of(name) : Optional.empty();
    }
}
