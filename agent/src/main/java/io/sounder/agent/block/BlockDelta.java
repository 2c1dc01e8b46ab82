package io.sounder.agent.block;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What has to be read for some blocks of a file, by the files of the repository that hold them, in their order. */
public record BlockDelta(List<Part> parts) {

    /**
     * What is read of one file.
     *
     * @param reference the backup it belongs to: an index in the list of references of the manifest
     * @param bundleId the bundle of that backup, 0 for a file of its own
     * @param reads pieces that are read at once
     * @param readSize stored bytes of these
     * @param superSize bytes of the super blocks without compression
     */
    public record Part(
            int reference, long bundleId, int reads, long readSize, int superBlocks, long superSize, int blocks) {
        private Part plus(Part other) {
            return new Part(
                    reference,
                    bundleId,
                    reads + other.reads,
                    readSize + other.readSize,
                    superBlocks + other.superBlocks,
                    superSize + other.superSize,
                    blocks + other.blocks);
        }
    }

    /** What {@link BlockReader#read} would read for these blocks. */
    public static BlockDelta of(BlockMap map, IntPredicate wanted) {
        List<Part> parts = new ArrayList<>();
        int[] order = BlockReader.order(map, wanted);
        int at = 0;
        while (at < order.length) {
            int end = BlockReader.neighbours(map, order, at);
            Part read = read(map, order, at, end);
            Part last = parts.isEmpty() ? null : parts.getLast();
            if (last != null && last.reference == read.reference && last.bundleId == read.bundleId) {
                parts.set(parts.size() - 1, last.plus(read));
            } else {
                parts.add(read);
            }
            at = end;
        }
        return new BlockDelta(List.copyOf(parts));
    }

    private static Part read(BlockMap map, int[] order, int from, int to) {
        SuperBlock first = map.home(order[from]);
        int superBlocks = 1;
        long superSize = first.plainSize();
        for (int i = from + 1; i < to; i++) {
            SuperBlock home = map.home(order[i]);
            if (!home.equals(map.home(order[i - 1]))) {
                superBlocks++;
                superSize += home.plainSize();
            }
        }
        long size = map.home(order[to - 1]).end() - first.offset();
        return new Part(first.reference(), first.bundleId(), 1, size, superBlocks, superSize, to - from);
    }

    /** All together; its place means nothing. */
    public Part total() {
        return parts.stream().reduce(new Part(0, 0, 0, 0, 0, 0, 0), Part::plus);
    }
}
