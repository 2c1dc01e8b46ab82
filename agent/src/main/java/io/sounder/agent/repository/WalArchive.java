package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds WAL in the archive of a stanza, below {@code archive/<stanza>}. */
record WalArchive(Storage storage, StoragePath root) {
    private static final Pattern ARCHIVE_ID = Pattern.compile("[0-9]+(\\.[0-9]+)*-[0-9]+");
    private static final Pattern FOLDER = Pattern.compile("[0-9A-F]{16}");
    private static final Pattern NAMED_BY_SEGMENT = Pattern.compile("[0-9A-F]{24}.*");
    private static final Pattern SEGMENT_FILE = Pattern.compile("[0-9A-F]{24}-[0-9a-f]{40}(\\.(gz|lz4|zst|bz2|xz))?");
    private static final Pattern CHECKSUM = Pattern.compile("-([0-9a-f]{40})(\\.(gz|lz4|zst|bz2|xz))?");
    private static final int FOLDER_DIGITS = 16;
    private static final int SEGMENT_DIGITS = 24;

    StoragePath path(String archiveId, String fileName) {
        StoragePath folder = root.resolve(archiveId);
        return NAMED_BY_SEGMENT.matcher(fileName).matches()
                ? folder.resolve(fileName.substring(0, FOLDER_DIGITS)).resolve(fileName)
                : folder.resolve(fileName);
    }

    List<String> archiveIds() {
        return storage.list(root).stream()
                .filter(StorageEntry::isPath)
                .map(StorageEntry::name)
                .filter(name -> ARCHIVE_ID.matcher(name).matches())
                // Not by Comparator.comparing…, whose lambdas no AOT cache can keep.
                .sorted((one, other) -> Integer.compare(historyId(one), historyId(other)))
                .toList();
    }

    private static int historyId(String archiveId) {
        return Integer.parseInt(archiveId.substring(archiveId.lastIndexOf('-') + 1));
    }

    Optional<WalRange> range(String archiveId) {
        List<String> folders = storage.names(root.resolve(archiveId)).stream()
                .filter(name -> FOLDER.matcher(name).matches())
                .toList();
        Optional<WalSegment> min = folders.stream()
                .map(folder -> segments(archiveId, folder).min(Comparator.naturalOrder()))
                .flatMap(Optional::stream)
                .findFirst();
        Optional<WalSegment> max = folders.reversed().stream()
                .map(folder -> segments(archiveId, folder).max(Comparator.naturalOrder()))
                .flatMap(Optional::stream)
                .findFirst();
        return min.flatMap(first -> max.map(last -> new WalRange(first, last)));
    }

    private Stream<WalSegment> segments(String archiveId, String folder) {
        return storage.names(root.resolve(archiveId).resolve(folder)).stream()
                .filter(name -> SEGMENT_FILE.matcher(name).matches())
                .map(name -> new WalSegment(name.substring(0, SEGMENT_DIGITS)));
    }

    List<ArchivedWal> find(List<String> archiveIds, String segment) {
        List<ArchivedWal> result = new ArrayList<>();
        for (String archiveId : archiveIds) {
            StoragePath folder = root.resolve(archiveId).resolve(segment.substring(0, FOLDER_DIGITS));
            for (String name : storage.names(folder)) {
                if (name.startsWith(segment)) {
                    var match = CHECKSUM.matcher(name.substring(segment.length()));
                    if (match.matches()) {
                        result.add(new ArchivedWal(archiveId, name, match.group(1), folder.resolve(name)));
                    }
                }
            }
        }
        requireOneChecksum(segment, result);
        return result;
    }

    private void requireOneChecksum(String segment, List<ArchivedWal> found) {
        if (found.stream().map(ArchivedWal::checksum).distinct().count() > 1) {
            String names = String.join(
                    ", ", found.stream().map(wal -> storage.display(wal.path())).toList());
            throw new AgentException(
                            ErrorCode.ARCHIVE_DUPLICATE,
                            "duplicates found in archive for WAL segment " + segment + ": " + names)
                    .withHint("are multiple primaries archiving to this stanza?");
        }
    }
}
