package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the value of a file of a manifest; what many files share is kept once. Not for use by several threads. */
final class ManifestFileReader {
    private static final int BLOCK_UNIT = 8192;
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
            member(value.key(), value);
        }
        if (size < 0 || timestamp < 0) {
            throw ManifestReader.missing("target:file", size < 0 ? "size" : "timestamp");
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
        timestamp = -1;
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
            case "bi" -> blockSize = Math.toIntExact(value.number() * BLOCK_UNIT);
            case "bic" -> blockChecksum = Math.toIntExact(value.number());
            case "bim" -> blockMap = value.number();
            case "bni" -> bundleId = value.number();
            case "bno" -> bundleOffset = value.number();
            case "checksum" -> checksum = value.text();
            case "checksum-page" -> pageCheck = Optional.of(value.bool() ? PageCheck.VALID : PageCheck.MISALIGNED);
            case "checksum-page-error" -> pageErrors = pages(value);
            case "group" -> group = pool.name(value.textOrFalse());
            case "mode" -> mode = AttributePool.mode(value.text());
            case "rck" -> repoChecksum = Optional.of(value.text());
            case "reference" -> reference = labels.computeIfAbsent(value.text(), ManifestFileReader::label);
            case "repo-size" -> repoSize = value.number();
            case "size" -> size = value.number();
            case "szo" -> originalSize = value.number();
            case "timestamp" -> timestamp = value.number();
            case "user" -> user = pool.name(value.textOrFalse());
            default -> value.skip();
        }
    }

    private static Optional<BackupLabel> label(String text) {
        return Optional.of(new BackupLabel(text));
    }

    private static List<PageCheck.Pages> pages(JsonCursor value) {
        List<PageCheck.Pages> result = new ArrayList<>();
        for (Json item : value.value().items()) {
            if (item instanceof Json.Array(List<Json> range)) {
                result.add(new PageCheck.Pages(
                        range.getFirst().number(), range.getLast().number()));
            } else {
                result.add(new PageCheck.Pages(item.number(), item.number()));
            }
        }
        return List.copyOf(result);
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
