package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * A bucket that keeps versions, as it was at the end of one second: of each object the last version that is not younger, unless
 * it was deleted then. A folder may appear although everything in it is younger. Nothing can be changed.
 */
final class S3History implements Storage {
    private final S3Storage present;
    private final Instant time;

    S3History(S3Storage present, Instant time) {
        this.present = present;
        this.time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The last change of an object that counts; without version it is a deletion. */
    private record Change(Instant when, @Nullable ObjectVersion version) {}

    /** What is known of the keys that begin in some way. */
    private static final class Found {
        private final Map<String, Change> changes = new HashMap<>();
        private final TreeMap<String, StorageEntry> folders = new TreeMap<>();
    }

    private Found find(String prefix, boolean folders, StoragePath path) {
        Found found = new Found();
        String afterKey = null;
        String afterVersion = null;
        boolean more = true;
        while (more) {
            ListObjectVersionsResponse page =
                    present.bucket().versions(prefix, folders, afterKey, afterVersion, display(path));
            for (ObjectVersion version : page.versions()) {
                add(found, version.key(), new Change(version.lastModified(), version));
            }
            for (DeleteMarkerEntry deleted : page.deleteMarkers()) {
                add(found, deleted.key(), new Change(deleted.lastModified(), null));
            }
            for (CommonPrefix below : page.commonPrefixes()) {
                String name =
                        below.prefix().substring(prefix.length(), below.prefix().length() - 1);
                found.folders.put(name, S3Storage.folder(name));
            }
            afterKey = page.nextKeyMarker();
            afterVersion = page.nextVersionIdMarker();
            more = Boolean.TRUE.equals(page.isTruncated());
        }
        return found;
    }

    /** Of two changes at the same time the one listed first is the later one, as versions come latest first. */
    private void add(Found found, String key, Change change) {
        if (!change.when.truncatedTo(ChronoUnit.SECONDS).isAfter(time)) {
            found.changes.merge(key, change, (known, other) -> other.when.isAfter(known.when) ? other : known);
        }
    }

    private Optional<ObjectVersion> version(StoragePath path) {
        String key = present.key(path);
        Change change = find(key, true, path).changes.get(key);
        return change == null ? Optional.empty() : Optional.ofNullable(change.version);
    }

    @Override
    public Optional<StorageEntry> info(StoragePath path) {
        if (!path.equals(StoragePath.ROOT)) {
            Optional<ObjectVersion> version = version(path);
            if (version.isPresent()) {
                return version.map(each -> S3Storage.file(path.name(), each.size(), each.lastModified()));
            }
        }
        return list(path).isEmpty() ? Optional.empty() : Optional.of(S3Storage.folder(path.name()));
    }

    @Override
    public List<StorageEntry> list(StoragePath folder) {
        String start = present.folderKey(folder);
        Found found = find(start, true, folder);
        TreeMap<String, StorageEntry> entries = new TreeMap<>(found.folders);
        found.changes.forEach((key, change) -> {
            String name = key.substring(start.length());
            ObjectVersion version = change.version;
            if (version != null && !name.isEmpty()) {
                entries.put(name, S3Storage.file(name, version.size(), version.lastModified()));
            }
        });
        return List.copyOf(entries.values());
    }

    @Override
    public InputStream read(StoragePath path) {
        return read(path, 0, Long.MAX_VALUE);
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        ObjectVersion version = version(path)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.FILE_MISSING, "unable to open missing file '" + display(path) + "' for read"));
        long last = length == Long.MAX_VALUE ? length : offset + length - 1;
        return S3Input.open(present.bucket(), version.key(), version.versionId(), display(path), offset, last);
    }

    private AgentException past(StoragePath path) {
        return new AgentException(
                ErrorCode.ASSERT, "unable to change '" + display(path) + "': the repository is read as of " + time);
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        throw past(path);
    }

    @Override
    public void remove(StoragePath path) {
        throw past(path);
    }

    @Override
    public void removeTree(StoragePath path) {
        throw past(path);
    }

    @Override
    public void createFolder(StoragePath path) {
        throw past(path);
    }

    @Override
    public void syncFolder(StoragePath path) {
        throw past(path);
    }

    @Override
    public void link(StoragePath path, String target) {
        throw past(path);
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        throw past(path);
    }

    @Override
    public Features features() {
        return present.features();
    }

    @Override
    public String display(StoragePath path) {
        return present.display(path);
    }
}
