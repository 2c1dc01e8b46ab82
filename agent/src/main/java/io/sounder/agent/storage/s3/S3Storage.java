package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Storage in a bucket. There are no folders, only keys with slashes: a folder exists as long as something is in it. Every
 * write is atomic, whatever the mode, for an object appears when its last byte has arrived.
 */
public final class S3Storage implements Storage {
    private final S3Bucket bucket;
    private final String root;
    private final String prefix;

    private S3Storage(S3Bucket bucket, String folder) {
        this.bucket = bucket;
        root = folder.endsWith("/") ? folder : folder + "/";
        prefix = root.substring(1);
    }

    /** Sets a client up; no request is made yet. Repetitions are told to the log. */
    public static S3Storage open(S3Settings settings, Log log) {
        return new S3Storage(new S3Bucket(S3Clients.open(settings), settings, log), settings.folder());
    }

    /** The bucket as it was at that time, to be read only. */
    public static Storage asOf(Instant time, S3Settings settings, Log log) {
        return new S3History(open(settings, log), time);
    }

    S3Bucket bucket() {
        return bucket;
    }

    String key(StoragePath path) {
        return prefix + path.value();
    }

    String folderKey(StoragePath path) {
        return path.equals(StoragePath.ROOT) ? prefix : key(path) + "/";
    }

    @Override
    public Optional<StorageEntry> info(StoragePath path) {
        if (!path.equals(StoragePath.ROOT)) {
            Optional<StorageEntry> file = bucket.head(key(path), display(path))
                    .map(head -> file(path.name(), head.contentLength(), head.lastModified()));
            if (file.isPresent()) {
                return file;
            }
        }
        ListObjectsV2Response page = bucket.list(folderKey(path), true, null, display(path));
        return page.hasContents() || page.hasCommonPrefixes() ? Optional.of(folder(path.name())) : Optional.empty();
    }

    static StorageEntry file(String name, @Nullable Long size, @Nullable Instant modified) {
        return new StorageEntry(
                name,
                StorageEntry.Kind.FILE,
                size == null ? 0 : size,
                modified == null ? Instant.EPOCH : modified,
                Optional.empty());
    }

    static StorageEntry folder(String name) {
        return new StorageEntry(name, StorageEntry.Kind.PATH, 0, Instant.EPOCH, Optional.empty());
    }

    @Override
    public List<StorageEntry> list(StoragePath folder) {
        String start = folderKey(folder);
        Map<String, StorageEntry> entries = new TreeMap<>(Comparator.naturalOrder());
        pages(start, true, folder, page -> {
            for (S3Object object : page.contents()) {
                String name = object.key().substring(start.length());
                if (!name.isEmpty()) { // some programs make empty objects that stand for folders
                    entries.put(name, file(name, object.size(), object.lastModified()));
                }
            }
            for (CommonPrefix below : page.commonPrefixes()) {
                String name =
                        below.prefix().substring(start.length(), below.prefix().length() - 1);
                entries.put(name, folder(name));
            }
        });
        return List.copyOf(entries.values());
    }

    private void pages(String start, boolean folders, StoragePath folder, Consumer<ListObjectsV2Response> reader) {
        String token = null;
        do {
            ListObjectsV2Response page = bucket.list(start, folders, token, display(folder));
            reader.accept(page);
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
    }

    @Override
    public InputStream read(StoragePath path) {
        return S3Input.open(bucket, key(path), null, display(path), 0, Long.MAX_VALUE);
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        return length == 0
                ? InputStream.nullInputStream()
                : S3Input.open(bucket, key(path), null, display(path), offset, offset + length - 1);
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        return new S3Writer(bucket, key(path), display(path));
    }

    @Override
    public void remove(StoragePath path) {
        bucket.delete(key(path), display(path));
    }

    @Override
    public void removeTree(StoragePath path) {
        pages(folderKey(path), false, path, page -> {
            if (page.hasContents()) {
                bucket.delete(page.contents().stream().map(S3Object::key).toList(), display(path));
            }
        });
    }

    @Override
    public void createFolder(StoragePath path) {
        // Comes with the first file in it.
    }

    @Override
    public void syncFolder(StoragePath path) {
        // What the service has confirmed is durable.
    }

    @Override
    public void link(StoragePath path, String target) {
        throw noLinks(path);
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        throw noLinks(path);
    }

    private AgentException noLinks(StoragePath path) {
        return new AgentException(ErrorCode.ASSERT, "unable to link '" + display(path) + "': a bucket has no links");
    }

    @Override
    public Features features() {
        return new Features(false, false, false);
    }

    @Override
    public String display(StoragePath path) {
        return path.equals(StoragePath.ROOT) ? root : root + path.value();
    }
}
