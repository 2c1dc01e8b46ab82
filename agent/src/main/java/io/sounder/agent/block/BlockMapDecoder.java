package io.sounder.agent.block;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads one map. The manifest says how many blocks there must be, so that wrong numbers, as in a damaged map or one of the
 * first, incompatible releases, end in an error early: nothing is made room for that is not in the map's own bytes.
 */
final class BlockMapDecoder {
    /** Plain bytes of a super block; the original allows options of up to 16 MiB, rounded up to whole blocks. */
    private static final long LARGEST_SUPER_BLOCK = 1L << 30;

    private static final long LARGEST_POSITION = 1L << 56;
    private static final int LARGEST_CHECKSUM = BlockHash.LENGTH;

    private final MapInput in;
    private final BlockMap.Shape shape;
    private final BlockMap.Builder map;
    private final Map<Integer, Chain> chains = new HashMap<>();
    private long lastSize;

    BlockMapDecoder(byte[] stored, BlockMap.Shape shape) {
        this.in = new MapInput(stored);
        this.shape = shape;
        boolean possible = shape.blockSize() > 0
                && shape.checksumSize() > 0
                && shape.checksumSize() <= LARGEST_CHECKSUM
                && shape.fileSize() > 0
                && shape.blocks() <= Integer.MAX_VALUE / LARGEST_CHECKSUM;
        if (!possible) {
            throw MapInput.damaged("no file has blocks of " + shape.blockSize() + " bytes with checksums of "
                    + shape.checksumSize() + " in " + shape.fileSize() + " bytes");
        }
        this.map = new BlockMap.Builder(shape.blockSize(), shape.checksumSize());
    }

    BlockMap decode() {
        if (in.number() != 0) {
            throw MapInput.damaged("its version is unknown");
        }
        while (!group()) {
            // Each group takes bytes from the map, so this ends.
        }
        if (in.left() > 0) {
            throw MapInput.damaged(in.left() + " bytes follow its end");
        }
        if (map.blocks() != shape.blocks()) {
            throw MapInput.damaged("it has " + map.blocks() + " blocks, but the file has " + shape.blocks());
        }
        return map.build();
    }

    /** Reads a run of blocks of one backup; whether it was the last. */
    private boolean group() {
        long head = in.number();
        long reference = head >>> Bits.COUNT;
        if (reference >= shape.references()) {
            throw MapInput.damaged("it refers to backup " + reference + " of " + shape.references());
        }
        boolean continued = false;
        Chain chain = chains.get((int) reference);
        if (chain == null) {
            long bundleId = has(head, Bits.BUNDLE) ? in.number() : 0;
            chain = new Chain(bundleId, position(has(head, Bits.OFFSET) ? in.number() : 0), shape.blockSize());
            chains.put((int) reference, chain);
        } else if (has(head, Bits.CONTINUED)) {
            continued = true;
        } else {
            long gap = has(head, Bits.GAP) ? position(in.number()) : 0;
            chain.offset = position(chain.offset + chain.size + gap);
        }
        chain.size = continued ? chain.size : 0;
        boolean last = continued && continued(chain, (int) reference, has(head, Bits.CONTINUED_LAST));
        while (!last) {
            last = superBlock(chain, (int) reference);
        }
        return has(head, Bits.LAST);
    }

    private static boolean has(long head, int flag) {
        return (head & flag) != 0;
    }

    private static long position(long value) {
        if (value > LARGEST_POSITION) {
            throw MapInput.damaged("a position is too large");
        }
        return value;
    }

    private boolean continued(Chain chain, int reference, boolean last) {
        blocks(chain, reference, true);
        return last;
    }

    /** Reads one super block that was not named before; whether it is the last of its group. */
    private boolean superBlock(Chain chain, int reference) {
        long head = in.number();
        long size = head >>> Bits.COUNT;
        long stored = lastSize == 0 ? size : lastSize + MapInput.unzigzag(size);
        if (stored <= 0) {
            throw MapInput.damaged("a super block has no bytes");
        }
        chain.offset = position(chain.offset + chain.size);
        chain.size = position(stored);
        if (has(head, Bits.PLAIN_SIZE)) {
            chain.plainSize = plainSize();
        }
        chain.nextNumber = 0;
        blocks(chain, reference, has(head, Bits.PARTIAL));
        return has(head, Bits.LAST);
    }

    private long plainSize() {
        long value = in.number();
        long whole = value >>> 1;
        long rest = (value & 1) != 0 ? in.number() : 0;
        boolean possible = whole <= LARGEST_SUPER_BLOCK / shape.blockSize()
                && rest < shape.blockSize()
                && whole * shape.blockSize() + rest > 0;
        if (!possible) {
            throw MapInput.damaged("a super block has an impossible size");
        }
        return whole * shape.blockSize() + rest;
    }

    private void blocks(Chain chain, int reference, boolean partial) {
        SuperBlock home = new SuperBlock(reference, chain.bundleId, chain.offset, chain.size, chain.plainSize);
        long inside = home.blocks(shape.blockSize());
        long total = inside;
        long number = 0;
        if (partial) {
            long value = in.number();
            total = (value >>> 1) + 1;
            number = (value & 1) != 0 ? in.number() : 0;
            if (number > inside || total > inside) {
                throw MapInput.damaged("a super block has fewer blocks than are listed");
            }
            number += chain.nextNumber;
        }
        if (number + total > inside) {
            throw MapInput.damaged("a super block has fewer blocks than are listed");
        }
        if (map.blocks() + total > shape.blocks()) {
            throw MapInput.damaged("it has more blocks than the file, which has " + shape.blocks());
        }
        int checksums = in.skip(Math.toIntExact(total * shape.checksumSize()));
        for (int i = 0; i < total; i++) {
            map.add(home, (int) number + i, in.array(), checksums + i * shape.checksumSize());
        }
        chain.nextNumber = (int) (number + total);
        lastSize = chain.size;
    }
}
