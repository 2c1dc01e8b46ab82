package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Lsn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a manifest, sections and keys in the order of their bytes. */
final class ManifestWriter {
    private final Manifest manifest;
    private final InfoWriter out;

    private ManifestWriter(Manifest manifest, InfoWriter out) {
        this.manifest = manifest;
        this.out = out;
    }

    static void write(Manifest manifest, OutputStream out) throws IOException {
        new ManifestWriter(manifest, new InfoWriter(out, manifest.backrestVersion())).write();
    }

    private void write() throws IOException {
        section("backup", backup());
        section("backup:db", db());
        section("backup:option", options());
        out.section("backup:target");
        for (Map.Entry<String, ManifestTarget> target : manifest.targets().entrySet()) {
            out.entry(target.getKey(), target(target.getValue()));
        }
        if (manifest.cipherPass().isPresent()) {
            section("cipher", Json.object().putText("cipher-pass", manifest.cipherPass()));
        }
        databases();
        if (!manifest.annotations().isEmpty()) {
            Json.ObjectBuilder annotations = Json.object();
            manifest.annotations().forEach(annotations::put);
            section("metadata", Json.object().put("annotation", annotations));
        }
        files();
        links();
        paths();
        out.finish();
    }

    private void section(String name, Json.ObjectBuilder entries) throws IOException {
        out.section(name);
        for (Map.Entry<String, Json> entry : entries.build().members().entrySet()) {
            out.entry(entry.getKey(), entry.getValue());
        }
    }

    private Json.ObjectBuilder backup() {
        BackupData data = manifest.data();
        Json.ObjectBuilder json = Json.object()
                .put("backup-label", data.label().value())
                .put(
                        "backup-reference",
                        data.references().stream().map(BackupLabel::value).collect(Collectors.joining(",")))
                .put("backup-timestamp-copy-start", data.timestampCopyStart())
                .put("backup-timestamp-start", data.timestampStart())
                .put("backup-timestamp-stop", data.timestampStop())
                .put("backup-type", data.type().label())
                .putText("backup-archive-start", data.archiveStart())
                .putText("backup-archive-stop", data.archiveStop())
                .putText("backup-lsn-start", data.lsnStart().map(Lsn::toString))
                .putText("backup-lsn-stop", data.lsnStop().map(Lsn::toString))
                .putText("backup-prior", data.prior().map(BackupLabel::value));
        putIfTrue(json, "backup-block-incr", data.blockIncremental());
        putIfTrue(json, "backup-bundle", data.bundle());
        putIfTrue(json, "backup-bundle-raw", data.bundleRaw());
        return json;
    }

    private static void putIfTrue(Json.ObjectBuilder json, String key, boolean value) {
        if (value) {
            json.put(key, true);
        }
    }

    private Json.ObjectBuilder db() {
        PgDb pg = manifest.pg();
        return Json.object()
                .put("db-catalog-version", pg.catalog())
                .put("db-control-version", pg.control())
                .put("db-id", manifest.dbId())
                .put("db-system-id", Json.ofUnsigned(pg.systemId()))
                .put("db-version", pg.version());
    }

    private Json.ObjectBuilder options() {
        BackupOptions options = manifest.options();
        Json.ObjectBuilder json = Json.object()
                .put("option-archive-check", options.archiveCheck())
                .put("option-archive-copy", options.archiveCopy())
                .put("option-compress", options.compress())
                .put("option-compress-type", options.compressType())
                .put("option-hardlink", options.hardlink())
                .put("option-online", options.online());
        options.backupStandby().ifPresent(value -> json.put("option-backup-standby", value));
        options.bufferSize().ifPresent(value -> json.put("option-buffer-size", value));
        options.checksumPage().ifPresent(value -> json.put("option-checksum-page", value));
        options.compressLevel().ifPresent(value -> json.put("option-compress-level", value));
        options.compressLevelNetwork().ifPresent(value -> json.put("option-compress-level-network", value));
        options.delta().ifPresent(value -> json.put("option-delta", value));
        options.processMax().ifPresent(value -> json.put("option-process-max", value));
        return json;
    }

    private static Json target(ManifestTarget target) {
        return Json.object()
                .put("path", target.path())
                .put("type", target.link() ? "link" : "path")
                .putText("file", target.file())
                .putText("tablespace-id", target.tablespaceId())
                .putText("tablespace-name", target.tablespaceName())
                .build();
    }

    private void databases() throws IOException {
        if (manifest.databases().isEmpty()) {
            return;
        }
        out.section("db");
        for (Map.Entry<String, ManifestDatabase> database : manifest.databases().entrySet()) {
            ManifestDatabase value = database.getValue();
            Json.ObjectBuilder json =
                    Json.object().put("db-id", value.id()).put("db-last-system-id", value.lastSystemId());
            out.entry(database.getKey(), json.build());
        }
    }

    private void files() throws IOException {
        Attributes defaults = manifest.defaults().file();
        if (!manifest.files().isEmpty()) {
            out.section("target:file");
        }
        for (ManifestFile file : manifest.files()) {
            ManifestFileWriter.write(out.begin(file.name()), file, defaults);
            out.end();
        }
        section("target:file:default", attributes(defaults));
    }

    private void links() throws IOException {
        if (manifest.links().isEmpty()) {
            return;
        }
        Attributes defaults = manifest.defaults().link();
        out.section("target:link");
        for (Map.Entry<String, ManifestLink> link : manifest.links().entrySet()) {
            ManifestLink value = link.getValue();
            Json.ObjectBuilder json = Json.object().put("destination", value.destination());
            putDifferent(json, "group", value.group(), defaults.group());
            putDifferent(json, "user", value.user(), defaults.user());
            out.entry(link.getKey(), json.build());
        }
        section(
                "target:link:default",
                Json.object()
                        .put("group", ManifestFileWriter.name(defaults.group()))
                        .put("user", ManifestFileWriter.name(defaults.user())));
    }

    private void paths() throws IOException {
        Attributes defaults = manifest.defaults().path();
        out.section("target:path");
        for (Map.Entry<String, Attributes> path : manifest.paths().entrySet()) {
            Attributes value = path.getValue();
            Json.ObjectBuilder json = Json.object();
            putDifferent(json, "group", value.group(), defaults.group());
            if (value.mode() != defaults.mode()) {
                json.put("mode", ManifestFileWriter.mode(value.mode()));
            }
            putDifferent(json, "user", value.user(), defaults.user());
            out.entry(path.getKey(), json.build());
        }
        section("target:path:default", attributes(defaults));
    }

    private static Json.ObjectBuilder attributes(Attributes attributes) {
        return Json.object()
                .put("group", ManifestFileWriter.name(attributes.group()))
                .put("mode", ManifestFileWriter.mode(attributes.mode()))
                .put("user", ManifestFileWriter.name(attributes.user()));
    }

    private static void putDifferent(
            Json.ObjectBuilder json, String key, Optional<String> name, Optional<String> defaultName) {
        if (!name.equals(defaultName)) {
            json.put(key, ManifestFileWriter.name(name));
        }
    }
}
