package io.sounder.agent.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Runs cells. Each repository is written once, for all that read it. */
final class Matrix {
    private final Workplace workplace;
    private final Limits limits;

    Matrix(Workplace workplace, Limits limits) {
        this.workplace = workplace;
        this.limits = limits;
    }

    /**
     * Runs all cells, a few repositories at a time.
     *
     * @param seen is told each outcome when it is known, by any thread
     */
    Map<Cell, Outcome> run(List<Cell> cells, int workers, BiConsumer<Cell, Outcome> seen) {
        Map<Cell.Kind, List<Cell>> byKind = new LinkedHashMap<>();
        cells.forEach(cell ->
                byKind.computeIfAbsent(cell.kind(), kind -> new ArrayList<>()).add(cell));
        Map<Cell, Outcome> outcomes = new ConcurrentHashMap<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> all = new ArrayList<>();
            byKind.forEach((kind, ofKind) -> all.add(executor.submit(() -> run(kind, ofKind, (cell, outcome) -> {
                outcomes.put(cell, outcome);
                seen.accept(cell, outcome);
            }))));
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return outcomes;
    }

    private void run(Cell.Kind kind, List<Cell> cells, BiConsumer<Cell, Outcome> seen) {
        try (StoredChain chain = StoredChain.empty(workplace, kind)) {
            Optional<Outcome> unwritten = limits.allow(kind.writer(), kind) ? write(chain) : refuse(chain);
            for (Cell cell : cells) {
                seen.accept(cell, unwritten.orElseGet(() -> read(chain, cell)));
            }
        }
    }

    private static Optional<Outcome> write(StoredChain chain) {
        try {
            chain.write();
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(new Outcome.Different(List.of("writing: " + e.getMessage())));
        }
    }

    private static Optional<Outcome> refuse(StoredChain chain) {
        String words = chain.refusal();
        return Optional.of(
                words.isEmpty()
                        ? new Outcome.Different(List.of("writing: refused with other compression alone"))
                        : new Outcome.Refused(chain.kind().writer(), words));
    }

    private Outcome read(StoredChain chain, Cell cell) {
        try {
            Reading reading = new Reading(chain, cell.reader());
            if (limits.allow(cell.reader(), cell.kind())) {
                List<String> findings = reading.findings(started(cell, chain));
                return findings.isEmpty() ? new Outcome.Same() : new Outcome.Different(findings);
            }
            return reading.failure()
                    .<Outcome>map(words -> new Outcome.Refused(cell.reader(), words))
                    .orElseGet(Outcome.Same::new);
        } catch (AssertionError | RuntimeException e) {
            return new Outcome.Different(List.of("reading: " + e));
        }
    }

    /** Which of the restored backups gets a server: any, but always the same one for a cell. */
    private static int started(Cell cell, StoredChain chain) {
        return Math.floorMod(cell.toString().hashCode(), chain.states().size());
    }
}
