package io.sounder.agent.block;

import java.util.HashMap;
import java.util.Map;

/** Writes one map: runs of blocks of the same backup, in them runs of the same super block, in them the checksums. */
final class BlockMapEncoder {
    private final BlockMap map;
    private final MapOutput out = new MapOutput();
    private final Map<Integer, Chain> chains = new HashMap<>();
    private long lastSize;

    BlockMapEncoder(BlockMap map) {
        this.map = map;
    }

    byte[] encode() {
        out.number(0);
        int at = 0;
        while (at < map.blocks()) {
            at = group(at);
        }
        return out.toByteArray();
    }

    /** Writes a run of blocks of one backup; where the next one begins. */
    private int group(int from) {
        SuperBlock first = map.home(from);
        int to = from + 1;
        while (to < map.blocks() && map.home(to).reference() == first.reference()) {
            to++;
        }
        int last = to == map.blocks() ? Bits.LAST : 0;
        int runEnd = run(from, to);
        Chain chain = chains.get(first.reference());
        boolean continued = false;
        if (chain == null) {
            chain = begin(first, last);
        } else if (chain.offset == first.offset()) {
            continued = true;
            head(first.reference(), last | Bits.CONTINUED | (runEnd == to ? Bits.CONTINUED_LAST : 0));
        } else {
            goOn(chain, first, last);
        }
        superBlock(chain, from, runEnd, continued, runEnd == to);
        while (runEnd < to) {
            int at = runEnd;
            runEnd = run(at, to);
            superBlock(chain, at, runEnd, false, runEnd == to);
        }
        return to;
    }

    private int run(int from, int limit) {
        SuperBlock home = map.home(from);
        int to = from + 1;
        while (to < limit && map.home(to).offset() == home.offset()) {
            if (map.number(to) != map.number(to - 1) + 1) {
                throw new IllegalStateException("blocks of a super block are not in order");
            }
            to++;
        }
        return to;
    }

    private void head(int reference, int flags) {
        out.number((long) reference << Bits.COUNT | flags);
    }

    private Chain begin(SuperBlock first, int last) {
        head(
                first.reference(),
                last | (first.bundleId() > 0 ? Bits.BUNDLE : 0) | (first.offset() > 0 ? Bits.OFFSET : 0));
        if (first.bundleId() > 0) {
            out.number(first.bundleId());
        }
        if (first.offset() > 0) {
            out.number(first.offset());
        }
        Chain chain = new Chain(first.bundleId(), first.offset(), map.blockSize());
        chains.put(first.reference(), chain);
        return chain;
    }

    private void goOn(Chain chain, SuperBlock first, int last) {
        long gap = first.offset() - chain.offset - chain.size;
        if (gap < 0) {
            throw new IllegalStateException("super blocks of a backup are not in order");
        }
        head(first.reference(), last | (gap > 0 ? Bits.GAP : 0));
        if (gap > 0) {
            out.number(gap);
        }
    }

    private void superBlock(Chain chain, int from, int to, boolean continued, boolean last) {
        SuperBlock home = map.home(from);
        int total = to - from;
        int number = map.number(from);
        boolean partial = continued || number != 0 || total != home.blocks(map.blockSize());
        if (!continued) {
            sizes(chain, home, (last ? Bits.LAST : 0) | (partial ? Bits.PARTIAL : 0));
        }
        if (partial) {
            int skipped = number - chain.nextNumber;
            out.number((long) (total - 1) << 1 | (skipped > 0 ? 1 : 0));
            if (skipped > 0) {
                out.number(skipped);
            }
        }
        for (int block = from; block < to; block++) {
            map.writeChecksum(block, out);
        }
        chain.nextNumber = number + total;
        lastSize = home.size();
    }

    private void sizes(Chain chain, SuperBlock home, int flags) {
        boolean other = home.plainSize() != chain.plainSize;
        long size = lastSize == 0 ? home.size() : MapOutput.zigzag(home.size() - lastSize);
        out.number(size << Bits.COUNT | flags | (other ? Bits.PLAIN_SIZE : 0));
        if (other) {
            long rest = home.plainSize() % map.blockSize();
            out.number(((home.plainSize() / map.blockSize()) << 1) | (rest > 0 ? 1 : 0));
            if (rest > 0) {
                out.number(rest);
            }
        }
        chain.offset = home.offset();
        chain.size = home.size();
        chain.plainSize = home.plainSize();
        chain.nextNumber = 0;
    }
}
