package io.sounder.agent.block;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.BlockSizes;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Decides how files are cut into blocks. In each map the entry with the greatest key that is not above the value counts.
 *
 * @param blocks bytes of a block by bytes of the file; smaller files have none
 * @param factors by which blocks of files grow that did not change for so many seconds; 0 means no blocks
 * @param checksums bytes kept of a block's hash, by bytes of the block
 * @param superSize plain bytes of a super block of a diff or incr, as long as a block is not larger
 * @param superSizeFull the same of a full
 */
public record BlockRules(
        NavigableMap<Long, Long> blocks,
        NavigableMap<Long, Long> factors,
        NavigableMap<Long, Long> checksums,
        long superSize,
        long superSizeFull) {
    private static final long UNIT = 8 << 10;
    private static final long LARGEST_BLOCK = 16 << 20;
    private static final Map<String, String> BLOCKS = Map.ofEntries(
            Map.entry("16KiB", "8KiB"),
            Map.entry("11MiB", "16KiB"),
            Map.entry("43MiB", "24KiB"),
            Map.entry("96MiB", "32KiB"),
            Map.entry("146MiB", "40KiB"),
            Map.entry("228MiB", "48KiB"),
            Map.entry("329MiB", "56KiB"),
            Map.entry("448MiB", "64KiB"),
            Map.entry("585MiB", "72KiB"),
            Map.entry("740MiB", "80KiB"),
            Map.entry("914MiB", "88KiB"));
    private static final Map<String, String> FACTORS = Map.of("7", "2", "14", "4", "28", "0");
    private static final Map<String, String> CHECKSUMS =
            Map.of("32KiB", "7", "128KiB", "8", "512KiB", "9", "1MiB", "10", "2MiB", "11", "4MiB", "12");

    /**
     * Rules from options, each of which may be empty for what the original does by itself.
     *
     * @param blocks sizes by sizes
     * @param factors numbers by days
     * @param checksums numbers by sizes
     */
    public static BlockRules of(
            Map<String, String> blocks,
            Map<String, String> factors,
            Map<String, String> checksums,
            long superSize,
            long superSizeFull) {
        NavigableMap<Long, Long> bySize = new TreeMap<>();
        (blocks.isEmpty() ? BLOCKS : blocks).forEach((size, block) -> bySize.put(size(size), block(block)));
        NavigableMap<Long, Long> byAge = new TreeMap<>();
        (factors.isEmpty() ? FACTORS : factors)
                .forEach((days, factor) -> byAge.put(
                        Duration.ofDays(number(days, Integer.MAX_VALUE)).toSeconds(), number(factor, 255)));
        NavigableMap<Long, Long> byBlock = new TreeMap<>();
        (checksums.isEmpty() ? CHECKSUMS : checksums)
                .forEach((block, bytes) -> byBlock.put(size(block), number(bytes, BlockHash.LENGTH)));
        return new BlockRules(bySize, byAge, byBlock, superSize, superSizeFull);
    }

    private static long size(String text) {
        return ByteSize.parse(text).bytes();
    }

    private static long block(String text) {
        long size = size(text);
        if (size < UNIT || size > LARGEST_BLOCK || size % UNIT != 0) {
            throw invalid(text, "a block size is a multiple of 8KiB up to 16MiB");
        }
        return size;
    }

    private static long number(String text, int largest) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(text, "a number is expected");
        }
        throw invalid(text, "the number must be 0 to " + largest);
    }

    private static AgentException invalid(String text, String rule) {
        return new AgentException(
                        ErrorCode.OPTION_INVALID_VALUE, "'" + text + "' is not valid in a 'repo-block-...-map' option")
                .withHint(rule + ".");
    }

    /**
     * The sizes for a file of which no blocks are stored yet.
     *
     * @param age seconds since its last change
     */
    public BlockSizes choose(long fileSize, long age) {
        long factor = floor(factors, Math.max(age, 0), 1);
        long block = fileSize == 0 ? 0 : floor(blocks, fileSize, 0) * factor;
        if (block == 0) {
            return BlockSizes.NONE;
        }
        long checksum = Math.max(1, floor(checksums, block, BlockSizes.DEFAULT_CHECKSUM));
        return new BlockSizes(Math.toIntExact(Math.min(block, LARGEST_BLOCK)), Math.toIntExact(checksum), 0);
    }

    private static long floor(NavigableMap<Long, Long> map, long key, long otherwise) {
        Map.Entry<Long, Long> entry = map.floorEntry(key);
        return entry == null ? otherwise : entry.getValue();
    }

    /** Plain bytes after which a super block is closed: whole blocks. */
    public int superBlock(boolean full, int blockSize) {
        long wanted = full ? superSizeFull : superSize;
        return Math.toIntExact((wanted + blockSize - 1) / blockSize * blockSize);
    }
}
