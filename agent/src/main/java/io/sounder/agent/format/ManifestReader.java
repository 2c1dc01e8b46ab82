package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a manifest in one pass. The defaults of modes and owners follow the lists they apply to, so entries are completed
 * at the end. Not for use by several threads.
 */
final class ManifestReader {
    private final Map<String, Map<String, Json>> small = new TreeMap<>();
    private final TreeMap<String, ManifestTarget> targets = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, ManifestDatabase> databases = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, String> annotations = new TreeMap<>(Utf8Order.INSTANCE);
    private final List<ManifestFile> files = new ArrayList<>();
    private final TreeMap<String, ManifestLink> links = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, Attributes> paths = new TreeMap<>(Utf8Order.INSTANCE);
    private final AttributePool pool = new AttributePool();
    private final ManifestFileReader fileReader = new ManifestFileReader(pool);
    private final AttributeReader attributeReader = new AttributeReader(pool);

    private ManifestReader() {}

    static Manifest read(InputStream in) throws IOException {
        ManifestReader reader = new ManifestReader();
        String version = InfoReader.read(in, reader::entry);
        return reader.finish(version);
    }

    private void entry(String section, String key, JsonCursor value) {
        switch (section) {
            case "target:file" -> files.add(fileReader.read(EntryNames.require(section, key), value));
            case "target:path" -> paths.put(EntryNames.require(section, key), attributeReader.read(value));
            case "target:link" -> {
                EntryNames.require(section, key);
                Attributes owner = attributeReader.read(value);
                links.put(key, new ManifestLink(attributeReader.destination(), owner.user(), owner.group()));
                pool.remember(key, owner);
            }
            case "backup:target" -> {
                ManifestTarget target = target(value.value().asObject());
                EntryNames.require(key, target);
                targets.put(key, target);
            }
            case "db" -> databases.put(key, database(value.value().asObject()));
            case "metadata" -> annotations(key, value);
            default -> small.computeIfAbsent(section, _ -> new TreeMap<>()).put(key, value.value());
        }
    }

    private void annotations(String key, JsonCursor value) {
        if (key.equals("annotation")) {
            value.value().asObject().members().forEach((name, text) -> annotations.put(name, text.text()));
        }
    }

    private static ManifestTarget target(Json.Members json) {
        return new ManifestTarget(
                json.required("type").text().equals("link"),
                json.required("path").text(),
                json.get("file").map(Json::text),
                json.get("tablespace-id").map(Json::text),
                json.get("tablespace-name").map(Json::text));
    }

    private static ManifestDatabase database(Json.Members json) {
        return new ManifestDatabase(
                json.required("db-id").number(),
                json.get("db-last-system-id").map(Json::number).orElse(0L));
    }

    private Manifest finish(String version) {
        ManifestHead head = new ManifestHead(small);
        Attributes path = head.defaults("target:path:default");
        ManifestDefaults defaults = new ManifestDefaults(
                head.defaults("target:file:default"),
                path,
                links.isEmpty() ? ManifestDefaults.ownerOf(path) : head.defaults("target:link:default"));
        files.replaceAll(file -> file.withAttributes(pool.resolve(file.attributes(), defaults.file())));
        paths.replaceAll((_, attributes) -> pool.resolve(attributes, defaults.path()));
        links.replaceAll((name, link) -> {
            Attributes owner = pool.resolve(pool.remembered(name), defaults.link());
            return new ManifestLink(link.destination(), owner.user(), owner.group());
        });
        if (!isSorted()) {
            files.sort((a, b) -> Utf8Order.INSTANCE.compare(a.name(), b.name()));
        }
        requireDistinct();
        return new Manifest(
                version,
                head.data(files),
                head.pg(),
                head.historyId(),
                head.options(),
                targets,
                head.cipherPass(),
                databases,
                annotations,
                defaults,
                files,
                links,
                paths);
    }

    private boolean isSorted() {
        for (int i = 1; i < files.size(); i++) {
            if (Utf8Order.INSTANCE.compare(files.get(i - 1).name(), files.get(i).name()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void requireDistinct() {
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i - 1).name().equals(files.get(i).name())) {
                throw new AgentException(
                        ErrorCode.FORMAT,
                        "the manifest has file '" + files.get(i).name() + "' twice");
            }
        }
    }

    /** The labels that a manifest of a release before 2.42 refers to, which had no list of them. */
    static List<BackupLabel> referencesOf(List<ManifestFile> files, BackupLabel own) {
        List<BackupLabel> labels = new ArrayList<>();
        for (ManifestFile file : files) {
            file.reference().filter(label -> !labels.contains(label)).ifPresent(labels::add);
        }
        labels.add(own);
        return labels;
    }

    static AgentException missing(String section, String key) {
        return new AgentException(
                ErrorCode.FORMAT, "required key '" + key + "' is missing in section '" + section + "' of the manifest");
    }
}
