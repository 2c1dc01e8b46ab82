package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A backup manifest: everything about one backup. Immutable; files are sorted by name. Built by
 * {@link ManifestBuilder} or read from a file.
 *
 * @param dbId history id of the cluster
 */
public record Manifest(
        String backrestVersion,
        BackupData data,
        PgDb pg,
        int dbId,
        BackupOptions options,
        SortedMap<String, ManifestTarget> targets,
        Optional<String> cipherPass,
        SortedMap<String, ManifestDatabase> databases,
        SortedMap<String, String> annotations,
        ManifestDefaults defaults,
        List<ManifestFile> files,
        SortedMap<String, ManifestLink> links,
        SortedMap<String, Attributes> paths) {
    public Manifest {
        targets = Collections.unmodifiableSortedMap(targets);
        databases = Collections.unmodifiableSortedMap(databases);
        annotations = Collections.unmodifiableSortedMap(annotations);
        files = Collections.unmodifiableList(files);
        links = Collections.unmodifiableSortedMap(links);
        paths = Collections.unmodifiableSortedMap(paths);
    }

    /** Reads and checks a whole file. */
    public static Manifest read(InputStream in) throws IOException {
        return ManifestReader.read(in);
    }

    /** Writes the whole file; does not close the stream. */
    public void write(OutputStream out) throws IOException {
        ManifestWriter.write(this, out);
    }

    /** A builder filled with all of this manifest. */
    public ManifestBuilder toBuilder() {
        return new ManifestBuilder(this);
    }

    public Optional<ManifestFile> file(String name) {
        int low = 0;
        int high = files.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Utf8Order.INSTANCE.compare(files.get(middle).name(), name);
            if (order == 0) {
                return Optional.of(files.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    public BackupLabel label() {
        return data.label();
    }

    /** The name of the stored file relative to the stanza's backup folder: label, bundle or file, suffix. */
    public String storedName(ManifestFile file) {
        return storedName(data.label(), file, options.suffix());
    }

    /** The same for a file of the backup {@code label}, unless the file refers to another one. */
    public static String storedName(BackupLabel label, ManifestFile file, String suffix) {
        StoredAs stored = file.stored();
        String folder = stored.reference().orElse(label).value();
        if (stored.bundleId() > 0) {
            return folder + "/bundle/" + stored.bundleId();
        }
        return folder + "/" + file.name() + (file.isBlockIncremental() ? ManifestFile.BLOCK_SUFFIX : suffix);
    }
}
