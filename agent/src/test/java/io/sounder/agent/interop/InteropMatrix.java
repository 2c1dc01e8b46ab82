package io.sounder.agent.interop;

import io.sounder.agent.testing.RealPgBackRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The program behind {@code bin/interop}: runs the whole matrix, prints each cell and writes the page. */
final class InteropMatrix {
    private static final int WORKERS = 2;
    /** A run takes long: what it has found by then is not lost when it is broken off. */
    private static final int PAGE_EVERY = 30;

    private InteropMatrix() {}

    /** The only arguments are the page to write, and {@code covering} for the cells that the tests look at. */
    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        boolean covering = arguments.length > 1 && arguments[1].equals("covering");
        boolean same;
        try (Workplace workplace = new Workplace(engines(), Cells.SERVERS)) {
            Limits limits = Limits.ask(workplace, Cells.SERVERS);
            List<Cell> tested = Cells.covering(Cells.product(), limits::allow);
            List<Cell> cells = covering ? tested : Cells.full(limits::allow);
            Map<Cell, Outcome> seen = new ConcurrentHashMap<>();
            MatrixPage text = new MatrixPage(versions(workplace), seen, tested.size());
            new Matrix(workplace, limits).run(cells, WORKERS, (cell, outcome) -> {
                seen.put(cell, outcome);
                System.out.printf("%d/%d %s: %s%n", seen.size(), cells.size(), cell, outcome);
                if (seen.size() % PAGE_EVERY == 0) {
                    write(page, text);
                }
            });
            write(page, text);
            same = seen.values().stream().noneMatch(Outcome.Different.class::isInstance);
        }
        System.exit(same ? 0 : 1);
    }

    private static synchronized void write(Path page, MatrixPage text) {
        try {
            Files.writeString(page, text.text(LocalDate.now(ZoneOffset.UTC)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Release, String> versions(Workplace workplace) {
        Map<Release, String> versions = new TreeMap<>();
        for (Release release : Release.values()) {
            versions.put(release, workplace.engine(release).version());
        }
        return versions;
    }

    /** The programs of this machine. */
    static Map<Release, Engine> engines() {
        Map<Release, Engine> engines = new EnumMap<>(Release.class);
        engines.put(Release.OURS, new Engine.Ours());
        engines.put(Release.OLDER, new Engine.Original(RealPgBackRest.program()));
        engines.put(Release.NEWER, new Engine.Original(RealPgBackRest.newerProgram()));
        return engines;
    }
}
