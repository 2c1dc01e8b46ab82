package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the value of a file of a manifest; what many files share is kept once. Not for use by several threads. */
final class ManifestFileReader {
    private static final int BLOCK_UNIT = 8192;
    /** In units: 16 MiB, the largest super block that the original can be told to make; a block is held in memory. */
    private static final int LARGEST_BLOCK = 2048;
    /** No size or position is larger; sums of some of them stay within 64 bits. */
    private static final long LARGEST = 1L << 60;

    private static final long NO_TIME = Long.MIN_VALUE;
    private static final Attributes DEFAULT =
            new Attributes(AttributePool.DEFAULT_MODE, AttributePool.DEFAULT_NAME, AttributePool.DEFAULT_NAME);

    private final AttributePool pool;
    private final Map<String, Optional<BackupLabel>> labels = new HashMap<>();

    private long size;
    private long originalSize;
    private long repoSize;
    private long timestamp;
    private long bundleId;
    private long bundleOffset;
    private int blockSize;
    private int blockChecksum;
    private long blockMap;
    private int mode;
    private String checksum = "";
    private Optional<String> user = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<String> repoChecksum = Optional.empty();
    private Optional<BackupLabel> reference = Optional.empty();
    private Optional<PageCheck> pageCheck = Optional.empty();
    private List<PageCheck.Pages> pageErrors = List.of();

    ManifestFileReader(AttributePool pool) {
        this.pool = pool;
    }

    ManifestFile read(String name, JsonCursor value) {
        reset();
        value.openObject();
        while (value.more('}')) {
            String key = value.key();
            try {
                member(key, value);
            } catch (AgentException e) {
                throw invalid(name, key, e.text(), e);
            }
        }
        if (size < 0 || timestamp == NO_TIME) {
            String key = size < 0 ? "size" : "timestamp";
            throw invalid(name, key, "it is missing", null);
        }
        if (blockMap > 0 && blockSize == 0) {
            throw invalid(name, "bi", "it is missing, although there is a block map", null);
        }
        if (!pageErrors.isEmpty()) {
            pageCheck = Optional.of(new PageCheck(false, pageErrors));
        }
        return new ManifestFile(
                name,
                size,
                originalSize < 0 ? size : originalSize,
                timestamp,
                attributes(),
                checksum.isEmpty() && size == 0 ? ManifestFile.EMPTY_CHECKSUM : checksum,
                pageCheck,
                stored());
    }

    private void reset() {
        size = -1;
        originalSize = -1;
        repoSize = -1;
        timestamp = NO_TIME;
        bundleId = 0;
        bundleOffset = 0;
        blockSize = 0;
        blockChecksum = BlockSizes.DEFAULT_CHECKSUM;
        blockMap = 0;
        mode = AttributePool.DEFAULT_MODE;
        checksum = "";
        user = AttributePool.DEFAULT_NAME;
        group = AttributePool.DEFAULT_NAME;
        repoChecksum = Optional.empty();
        reference = Optional.empty();
        pageCheck = Optional.empty();
        pageErrors = List.of();
    }

    private void member(String key, JsonCursor value) {
        switch (key) {
            case "bi" -> blockSize = (int) count(value, LARGEST_BLOCK) * BLOCK_UNIT;
            case "bic" -> blockChecksum = (int) count(value, Integer.MAX_VALUE);
            case "bim" -> blockMap = count(value, LARGEST);
            case "bni" -> bundleId = count(value, LARGEST);
            case "bno" -> bundleOffset = count(value, LARGEST);
            case "checksum" -> checksum = value.text();
            case "checksum-page" -> pageCheck = Optional.of(value.bool() ? PageCheck.VALID : PageCheck.MISALIGNED);
            case "checksum-page-error" -> pageErrors = pages(value);
            case "group" -> group = pool.name(value.textOrFalse());
            case "mode" -> mode = AttributePool.mode(value.text());
            case "rck" -> repoChecksum = Optional.of(value.text());
            case "reference" -> reference = labels.computeIfAbsent(value.text(), ManifestFileReader::label);
            case "repo-size" -> repoSize = count(value, LARGEST);
            case "size" -> size = count(value, LARGEST);
            case "szo" -> originalSize = count(value, LARGEST);
            case "timestamp" -> timestamp = value.number();
            case "user" -> user = pool.name(value.textOrFalse());
            default -> value.skip();
        }
    }

    private static long count(JsonCursor value, long largest) {
        Json.Int number = value.integer();
        if (number.value() < 0 || number.value() > largest) {
            String text = number.unsigned() ? Long.toUnsignedString(number.value()) : Long.toString(number.value());
            throw new AgentException(ErrorCode.FORMAT, text + " is not within 0 and " + largest);
        }
        return number.value();
    }

    private static AgentException invalid(String name, String key, String reason, @Nullable AgentException cause) {
        return new AgentException(
                ErrorCode.FORMAT,
                "invalid '" + key + "' of file '" + name + "' in section 'target:file' of the manifest: " + reason,
                cause);
    }

    private static Optional<BackupLabel> label(String text) {
        return Optional.of(new BackupLabel(text));
    }

    private static List<PageCheck.Pages> pages(JsonCursor value) {
        List<PageCheck.Pages> result = new ArrayList<>();
        for (Json item : value.value().items()) {
            if (item instanceof Json.Array(List<Json> range)) {
                if (range.size() != 2) {
                    throw new AgentException(ErrorCode.FORMAT, "a range of pages has " + range.size() + " ends");
                }
                result.add(pages(range.getFirst().number(), range.getLast().number()));
            } else {
                result.add(pages(item.number(), item.number()));
            }
        }
        return List.copyOf(result);
    }

    private static PageCheck.Pages pages(long first, long last) {
        if (first < 0 || last < first) {
            throw new AgentException(ErrorCode.FORMAT, first + " to " + last + " is not a range of pages");
        }
        return new PageCheck.Pages(first, last);
    }

    private Attributes attributes() {
        boolean allDefault = mode == AttributePool.DEFAULT_MODE
                && user.equals(AttributePool.DEFAULT_NAME)
                && group.equals(AttributePool.DEFAULT_NAME);
        return allDefault ? DEFAULT : new Attributes(mode, user, group);
    }

    private StoredAs stored() {
        boolean plain = blockSize == 0 && blockMap == 0;
        return new StoredAs(
                repoSize < 0 ? size : repoSize,
                repoChecksum,
                reference,
                bundleId,
                bundleOffset,
                plain ? BlockSizes.NONE : new BlockSizes(blockSize, blockChecksum, blockMap));
    }
}
