package io.sounder.agent.base;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs jobs on a fixed number of threads and hands every result to one collector on the caller's thread, so that the
 * collector needs no locks. The first error, of a job or of the collector, stops everything and is thrown.
 *
 * @param <T> what a job results in
 */
public final class Workers<T> {
    private static final long TICK_MILLIS = 500;

    private final int max;
    private final Source<T> source;
    private final LinkedBlockingQueue<Outcome<T>> outcomes = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    private Workers(int max, Source<T> source) {
        this.max = max;
        this.source = source;
    }

    /** One piece of work; {@code process} is the number of the worker, 1..max. */
    @FunctionalInterface
    public interface Job<T> {
        T run(int process) throws IOException;
    }

    /** Hands out jobs, one worker at a time (calls are serialized); empty ends the asking worker. */
    @FunctionalInterface
    public interface Source<T> {
        Optional<Job<T>> next(int process);
    }

    private sealed interface Outcome<T> {
        record Done<T>(T result) implements Outcome<T> {}

        record Failed<T>(Throwable cause) implements Outcome<T> {}

        record Finished<T>() implements Outcome<T> {}
    }

    /** Runs all jobs in the order given on up to {@code max} threads. */
    public static <T> void run(int max, Iterable<? extends Job<T>> jobs, Consumer<? super T> collector) {
        Iterator<? extends Job<T>> iterator = jobs.iterator();
        run(max, _ -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty(), collector, () -> {});
    }

    /** Runs what {@code source} hands out; {@code tick} runs on the caller's thread about twice a second. */
    public static <T> void run(int max, Source<T> source, Consumer<? super T> collector, Runnable tick) {
        new Workers<>(max, source).run(collector, tick);
    }

    private void run(Consumer<? super T> collector, Runnable tick) {
        List<Thread> threads = new ArrayList<>();
        for (int process = 1; process <= max; process++) {
            int number = process;
            threads.add(Thread.ofPlatform().name("worker-" + number).daemon().start(() -> work(number)));
        }
        try {
            collect(threads.size(), collector, tick);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while waiting for jobs", e);
        } finally {
            stopped = true;
            end(threads);
        }
    }

    private void collect(int running, Consumer<? super T> collector, Runnable tick) throws InterruptedException {
        long nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        int left = running;
        while (left > 0) {
            Outcome<T> outcome = outcomes.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            // Not a switch over types: the JVM would make its code anew in every process.
            if (outcome instanceof Outcome.Done<T>(T result)) {
                collector.accept(result);
            } else if (outcome instanceof Outcome.Failed<T>(Throwable cause)) {
                throw asUnchecked(cause);
            } else if (outcome instanceof Outcome.Finished<T>) {
                left--;
            }
            if (System.nanoTime() >= nextTick) {
                tick.run();
                nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            }
        }
    }

    private void work(int process) {
        try {
            Optional<Job<T>> job = next(process);
            while (job.isPresent()) {
                outcomes.add(new Outcome.Done<>(job.get().run(process)));
                job = next(process);
            }
            outcomes.add(new Outcome.Finished<>());
        } catch (Throwable e) {
            outcomes.add(new Outcome.Failed<>(e));
        }
    }

    private Optional<Job<T>> next(int process) {
        synchronized (source) {
            return stopped ? Optional.empty() : source.next(process);
        }
    }

    private static void end(List<Thread> threads) {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException asUnchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case IOException e -> new AgentException(ErrorCode.FILE_READ, "unable to read or write: " + e, e);
            default -> new AgentException(ErrorCode.UNKNOWN, "job failed: " + cause, cause);
        };
    }
}
