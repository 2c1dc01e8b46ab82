package io.sounder.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs a command again and again on copies of a cluster and kills it at another change of a file each time. Which changes
 * depends on a seed that every failure names; {@code -Dsounder.seed=N} repeats it.
 */
public final class Kills {
    private static final int KILLED = 137;
    private static final int WAITED_FOR_KILLED = 82;
    private static final int AT_ONCE = 2;

    private final StoppedCluster template;
    private final Path folder;
    private final int most;
    private final long seed = Long.getLong("sounder.seed", System.nanoTime());

    /** What a kill left. */
    @FunctionalInterface
    public interface Check {
        /**
         * Asserts what must hold.
         *
         * @param exitCode of the process, 137 if it was killed itself
         */
        void of(StoppedCluster cluster, int exitCode) throws IOException;
    }

    /**
     * @param template copied for each run, and left as it is
     * @param folder for the copies
     * @param most kills
     */
    public Kills(StoppedCluster template, Path folder, int most) {
        this.template = template;
        this.folder = folder;
        this.most = most;
    }

    /** Kills a command at some of its changes, and checks what each kill left; the number of kills. */
    public int of(List<String> command, Check check) {
        return of(_ -> command, check);
    }

    /** The same for a command line that depends on the cluster's folder. */
    public int of(Function<StoppedCluster, List<String>> command, Check check) {
        StoppedCluster counted = template.copy(folder.resolve("counted"));
        List<Integer> changes = counted.changes(arguments(command, counted));
        List<Integer> chosen = KillPoints.choose(changes, most, seed);
        System.out.println("killing " + command.apply(template) + " at " + chosen + " of " + changes.size()
                + " changes, seed " + seed);
        List<Future<?>> runs = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            chosen.forEach(point -> runs.add(workers.submit(() -> run(point, command, check))));
        }
        runs.forEach(Kills::await);
        return chosen.size();
    }

    private static String[] arguments(Function<StoppedCluster, List<String>> command, StoppedCluster cluster) {
        return command.apply(cluster).toArray(String[]::new);
    }

    private void run(int point, Function<StoppedCluster, List<String>> command, Check check) {
        StoppedCluster copy = template.copy(folder.resolve("killed" + point));
        ProcessResult killed = copy.killedAt(point, arguments(command, copy));
        try {
            assertThat(killed.exitCode()).isIn(KILLED, 0, WAITED_FOR_KILLED);
            copy.awaitBackground();
            check.of(copy, killed.exitCode());
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "killed at change " + point + ", seed " + seed + ": " + e.getMessage() + "\n" + killed.output(), e);
        }
        delete(copy.folder());
    }

    private static void await(Future<?> run) {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
