package io.sounder.agent.block;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BlockSizes;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.StoredForm;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Reads files of a backup that are stored in blocks. Keeps some blocks in memory; not for use by several threads. */
public final class BlockReader {
    private static final int BUFFER = 64 << 10;
    /** Bytes of blocks that are decoded before they are given out. */
    private static final int DECODED = 1 << 20;

    private static final int FIRST_STABLE_MINOR = 46;

    /** A block in a map takes its checksum and, at worst, a group and a super block of its own. */
    private static final long LARGEST_ITEM = 64;

    private final Repository repository;
    private final Manifest manifest;
    private final StoredForm form;
    private final Map<BackupLabel, String> versions = new HashMap<>();
    private byte[] buffer = new byte[0];

    public BlockReader(Repository repository, Manifest manifest) {
        this.repository = repository;
        this.manifest = manifest;
        CompressType type = CompressType.of(manifest.options().compressType());
        this.form = new StoredForm(type, 0, repository.fileEncryption(manifest)).shortForm();
    }

    /** Takes the blocks of a file in the order in which they are stored. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one block, which is a part of the array; the array is used again.
         *
         * @param position of its first byte in the file
         */
        void block(long position, byte[] bytes, int offset, int length) throws IOException;
    }

    /** The map of a file that {@linkplain ManifestFile#isBlockIncremental() has one}. */
    public BlockMap map(ManifestFile file) throws IOException {
        requireKnownForm(file);
        BlockSizes sizes = file.stored().blocks();
        BlockMap.Shape shape = new BlockMap.Shape(
                sizes.block(),
                sizes.checksum(),
                file.size(),
                manifest.data().references().size());
        long largest = (shape.blocks() + 1) * (LARGEST_ITEM + sizes.checksum());
        if (sizes.map() > file.repoSize() || sizes.map() > largest) {
            throw named(file, MapInput.damaged("it cannot have " + sizes.map() + " bytes"));
        }
        StoragePath path = repository.backupPath().resolve(manifest.storedName(file));
        long offset = file.stored().bundleOffset() + file.repoSize() - sizes.map();
        byte[] stored;
        try (InputStream in = form.encryption().decrypt(repository.storage().read(path, offset, sizes.map()))) {
            stored = in.readAllBytes();
        }
        try {
            return BlockMap.decode(stored, shape);
        } catch (AgentException e) {
            throw named(file, e);
        }
    }

    /** The first release with blocks used another form of map, which later ones cannot read either. */
    private void requireKnownForm(ManifestFile file) {
        String version = versionOf(file);
        String[] parts = version.split("[^0-9]+", -1);
        boolean beta = parts.length > 1
                && parts[0].equals("2")
                && parts[1].matches("[0-9]{1,9}")
                && Integer.parseInt(parts[1]) < FIRST_STABLE_MINOR;
        if (beta) {
            throw named(file, MapInput.damaged("pgBackRest " + version + " wrote it"))
                    .withHint("block incremental was not stable before 2." + FIRST_STABLE_MINOR
                            + "; make a new full backup");
        }
    }

    /** The release that wrote the map: that of the backup that stores the file, if backup.info can tell. */
    private String versionOf(ManifestFile file) {
        return file.reference().map(this::versionOf).orElse(manifest.backrestVersion());
    }

    private String versionOf(BackupLabel label) {
        return versions.computeIfAbsent(label, this::knownVersion);
    }

    private String knownVersion(BackupLabel label) {
        try {
            BackupEntry entry = repository.backupInfo().backups().get(label);
            return entry == null ? manifest.backrestVersion() : entry.backrestVersion();
        } catch (AgentException e) {
            return manifest.backrestVersion(); // the decoder finds out if need be
        }
    }

    private AgentException named(ManifestFile file, AgentException cause) {
        return new AgentException(
                        ErrorCode.FORMAT,
                        "unable to read '" + file.name() + "' of backup " + manifest.label() + ": " + cause.text(),
                        cause)
                .withHint("run the verify command or restore another set");
    }

    /** Reads those blocks of a file that are wanted; super blocks that lie side by side are fetched together. */
    public void read(ManifestFile file, BlockMap map, IntPredicate wanted, Sink sink) throws IOException {
        int[] order = order(map, wanted);
        int at = 0;
        while (at < order.length) {
            int end = neighbours(map, order, at);
            SuperBlock first = map.home(order[at]);
            SuperBlock last = map.home(order[end - 1]);
            StoragePath path = path(file, first);
            try (InputStream stored = repository.storage().read(path, first.offset(), last.end() - first.offset());
                    InputStream in = new BufferedInputStream(stored, BUFFER)) {
                while (at < end) {
                    at = superBlock(file, map, order, at, in, sink);
                }
            }
        }
    }

    /** Whether the blocks are stored in the order in which they are in the file. */
    public static boolean isInOrder(BlockMap map) {
        for (int block = 1; block < map.blocks(); block++) {
            if (byPlace(map, block - 1, block) > 0) {
                return false;
            }
        }
        return true;
    }

    private static int byPlace(BlockMap map, int a, int b) {
        // Not by Comparator.comparing…, whose lambdas no AOT cache can keep.
        SuperBlock one = map.home(a);
        SuperBlock other = map.home(b);
        int order = Integer.compare(one.reference(), other.reference());
        if (order == 0) {
            order = Long.compare(one.bundleId(), other.bundleId());
        }
        if (order == 0) {
            order = Long.compare(one.offset(), other.offset());
        }
        return order == 0 ? Integer.compare(map.number(a), map.number(b)) : order;
    }

    static int[] order(BlockMap map, IntPredicate wanted) {
        IntStream blocks = IntStream.range(0, map.blocks()).filter(wanted);
        return isInOrder(map)
                ? blocks.toArray()
                : blocks.boxed()
                        .sorted((a, b) -> byPlace(map, a, b))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** The end of the blocks whose super blocks follow each other without a gap. */
    static int neighbours(BlockMap map, int[] order, int from) {
        int to = from + 1;
        while (to < order.length) {
            SuperBlock before = map.home(order[to - 1]);
            SuperBlock home = map.home(order[to]);
            boolean joined = home.reference() == before.reference()
                    && home.bundleId() == before.bundleId()
                    && (home.offset() == before.offset() || home.offset() == before.end());
            if (!joined) {
                break;
            }
            to++;
        }
        return to;
    }

    private StoragePath path(ManifestFile file, SuperBlock home) {
        StoragePath folder = repository.backupPath(manifest.data().references().get(home.reference()));
        return folder.resolve(
                home.bundleId() > 0 ? "bundle/" + home.bundleId() : file.name() + ManifestFile.BLOCK_SUFFIX);
    }

    /** Reads the wanted blocks of one super block; the index of the first that belongs to another. */
    private int superBlock(ManifestFile file, BlockMap map, int[] order, int from, InputStream in, Sink sink)
            throws IOException {
        SuperBlock home = map.home(order[from]);
        StoredPart part = new StoredPart(in, home.size());
        int at = from;
        try (InputStream plain = form.read(part)) {
            int end = end(map, order, from);
            int number = 0;
            while (at < end) {
                while (number < map.number(order[at])) {
                    fill(file, plain, map.blockSize());
                    number++;
                }
                int to = neighbours(map, order, at, end);
                fill(file, plain, (to - 1 - at) * map.blockSize() + length(file, map, order[to - 1]));
                for (int i = at; i < to; i++) {
                    long position = (long) order[i] * map.blockSize();
                    sink.block(position, buffer, (i - at) * map.blockSize(), length(file, map, order[i]));
                }
                number += to - at;
                at = to;
            }
        }
        part.finish();
        return at;
    }

    /** The end of the blocks that are in the same super block. */
    private static int end(BlockMap map, int[] order, int from) {
        int end = from + 1;
        while (end < order.length && map.home(order[end]).equals(map.home(order[from]))) {
            end++;
        }
        return end;
    }

    /** The end of the blocks that follow each other in their super block, as many as are decoded at once. */
    private static int neighbours(BlockMap map, int[] order, int from, int end) {
        int to = from + 1;
        long most = Math.max(1, DECODED / map.blockSize());
        while (to < end && to - from < most && map.number(order[to]) == map.number(order[to - 1]) + 1) {
            to++;
        }
        return to;
    }

    private static int length(ManifestFile file, BlockMap map, int block) {
        return (int) Math.min(map.blockSize(), file.size() - (long) block * map.blockSize());
    }

    private void fill(ManifestFile file, InputStream plain, int length) throws IOException {
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        if (plain.readNBytes(buffer, 0, length) < length) {
            throw new AgentException(
                            ErrorCode.CHECKSUM,
                            "error reading '" + file.name() + "' of backup " + manifest.label()
                                    + ": a super block is shorter than its map says")
                    .withHint("run the verify command or restore another set");
        }
    }
}
