package io.sounder.agent.interop;

import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.CompressType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each release says that it is not made for; found by asking it, not from a list. */
final class Limits {
    /** A release's answer to a layout and a version of PostgreSQL. */
    private record Question(Release release, Layout layout, int server) {}

    private final Map<Question, String> refusals = new HashMap<>();

    private Limits() {}

    /** Lets each release begin a backup of each layout from each version of PostgreSQL. */
    static Limits ask(Workplace workplace, List<Integer> servers) {
        Limits limits = new Limits();
        for (Release release : Release.values()) {
            for (Layout layout : Layout.values()) {
                for (int server : servers) {
                    Cell.Kind kind =
                            new Cell.Kind(release, CompressType.LZ4, layout, CipherType.NONE, Store.FOLDER, server);
                    try (StoredChain chain = StoredChain.empty(workplace, kind)) {
                        limits.refusals.put(new Question(release, layout, server), chain.refusal());
                    }
                }
            }
        }
        return limits;
    }

    /** Whether a release is made for what this repository holds. */
    boolean allow(Release release, Cell.Kind kind) {
        return refusals.get(new Question(release, kind.layout(), kind.server())).isEmpty();
    }

    /** Whether writer and reader are. */
    boolean allow(Cell cell) {
        return allow(cell.kind().writer(), cell.kind()) && allow(cell.reader(), cell.kind());
    }
}
