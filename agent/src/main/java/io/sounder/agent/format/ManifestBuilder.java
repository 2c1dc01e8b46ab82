package io.sounder.agent.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects a manifest while a backup is made; can be built any number of times. Not for use by several threads. */
public final class ManifestBuilder {
    private final TreeMap<String, ManifestTarget> targets = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, ManifestDatabase> databases = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, String> annotations = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, ManifestFile> files = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, ManifestLink> links = new TreeMap<>(Utf8Order.INSTANCE);
    private final TreeMap<String, Attributes> paths = new TreeMap<>(Utf8Order.INSTANCE);
    private String backrestVersion = BackrestVersion.WRITTEN;
    private @Nullable BackupData data;
    private @Nullable PgDb pg;
    private int dbId;
    private @Nullable BackupOptions options;
    private @Nullable ManifestDefaults defaults;
    private Optional<String> cipherPass = Optional.empty();

    public ManifestBuilder() {}

    ManifestBuilder(Manifest source) {
        targets.putAll(source.targets());
        databases.putAll(source.databases());
        annotations.putAll(source.annotations());
        source.files().forEach(this::file);
        links.putAll(source.links());
        paths.putAll(source.paths());
        backrestVersion = source.backrestVersion();
        data = source.data();
        pg = source.pg();
        dbId = source.dbId();
        options = source.options();
        defaults = source.defaults();
        cipherPass = source.cipherPass();
    }

    public ManifestBuilder data(BackupData value) {
        data = value;
        return this;
    }

    public BackupData data() {
        return Objects.requireNonNull(data, "data");
    }

    public ManifestBuilder pg(PgDb value, int historyId) {
        pg = value;
        dbId = historyId;
        return this;
    }

    public ManifestBuilder options(BackupOptions value) {
        options = value;
        return this;
    }

    public BackupOptions options() {
        return Objects.requireNonNull(options, "options");
    }

    /** Sets the defaults; without it they follow from the folder {@code pg_data}. */
    public ManifestBuilder defaults(ManifestDefaults value) {
        defaults = value;
        return this;
    }

    public ManifestBuilder cipherPass(Optional<String> value) {
        cipherPass = value;
        return this;
    }

    public ManifestBuilder target(String name, ManifestTarget target) {
        targets.put(name, target);
        return this;
    }

    public ManifestBuilder database(String name, ManifestDatabase database) {
        databases.put(name, database);
        return this;
    }

    public ManifestBuilder annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    /** Adds a file or replaces the one of the same name. */
    public ManifestBuilder file(ManifestFile file) {
        files.put(file.name(), file);
        return this;
    }

    public ManifestBuilder removeFile(String name) {
        files.remove(name);
        return this;
    }

    /** A file added before. */
    public Optional<ManifestFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The files added so far by name; a view. */
    public Collection<ManifestFile> files() {
        return Collections.unmodifiableCollection(files.values());
    }

    public ManifestBuilder link(String name, ManifestLink link) {
        links.put(name, link);
        return this;
    }

    public ManifestBuilder path(String name, Attributes attributes) {
        paths.put(name, attributes);
        return this;
    }

    public SortedMap<String, Attributes> paths() {
        return Collections.unmodifiableSortedMap(paths);
    }

    public Manifest build() {
        Attributes folder = paths.get("pg_data");
        ManifestDefaults chosen =
                defaults != null ? defaults : ManifestDefaults.of(Objects.requireNonNull(folder, "path pg_data"));
        return new Manifest(
                backrestVersion,
                data(),
                Objects.requireNonNull(pg, "pg"),
                dbId,
                options(),
                new TreeMap<>(targets),
                cipherPass,
                new TreeMap<>(databases),
                new TreeMap<>(annotations),
                chosen,
                new ArrayList<>(files.values()),
                new TreeMap<>(links),
                new TreeMap<>(paths));
    }
}
