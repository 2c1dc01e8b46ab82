package io.sounder.agent.interop;

import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.CompressType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which cells are looked at: all of them, or few that cover every pair of values. */
final class Cells {
    /** Major versions of PostgreSQL. */
    static final List<Integer> SERVERS = List.of(15, 17);

    private Cells() {}

    /** The product of all dimensions. */
    static List<Cell> product() {
        List<Cell> cells = new ArrayList<>();
        for (Store store : Store.values()) {
            for (int server : SERVERS) {
                for (Release writer : Release.values()) {
                    for (Layout layout : Layout.values()) {
                        kinds(writer, layout, store, server).forEach(kind -> {
                            for (Release reader : Release.values()) {
                                cells.add(new Cell(kind, reader));
                            }
                        });
                    }
                }
            }
        }
        return cells;
    }

    private static Stream<Cell.Kind> kinds(Release writer, Layout layout, Store store, int server) {
        return Stream.of(CompressType.values())
                .flatMap(compression -> Stream.of(CipherType.values())
                        .map(cipher -> new Cell.Kind(writer, compression, layout, cipher, store, server)));
    }

    /**
     * A part with every pair of values that possible cells have, and one impossible cell for each writer, reader and
     * layout.
     */
    static List<Cell> covering(List<Cell> cells, Predicate<Cell> possible) {
        List<Cell> chosen = new ArrayList<>(new PairwiseCover<>(Cell::values)
                .of(cells.stream().filter(possible).toList()));
        chosen.addAll(new PairwiseCover<Cell>(cell -> List.of(cell.kind().writer(), cell.reader()))
                .of(cells.stream().filter(possible.negate()).toList()));
        return chosen;
    }

    /** All cells in folders, and a covering part of those in buckets. */
    static List<Cell> full(Predicate<Cell> possible) {
        Predicate<Cell> inFolder = cell -> cell.kind().store() == Store.FOLDER;
        List<Cell> all = product();
        List<Cell> chosen = new ArrayList<>(all.stream().filter(inFolder).toList());
        chosen.addAll(covering(all.stream().filter(inFolder.negate()).toList(), possible));
        return chosen;
    }
}
