package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.module.CommandModule;
import io.sounder.controller.module.Module;
import io.sounder.controller.module.ModuleCall;
import io.sounder.controller.module.ModuleException;
import io.sounder.controller.module.ModuleResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tasks with {@code async}. With {@code poll} above 0 the task has that much time. With {@code poll: 0} a command is
 * started on the host and left there, where it outlives this program; any other module goes on here, and the run waits
 * for it at its end. Thread-safe.
 */
final class AsyncJobs implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Future<ModuleResult>> running = new ConcurrentHashMap<>();

    /**
     * Runs or starts a module.
     *
     * @param seconds the time it may take
     */
    ModuleResult run(Module module, ModuleCall call, long seconds, double poll) {
        String id = "j" + ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L) + "."
                + ProcessHandle.current().pid();
        if (poll <= 0 && module instanceof CommandModule command) {
            return command.start(call, id, seconds);
        }
        Future<ModuleResult> future = threads.submit(() -> module.run(call));
        if (poll <= 0) {
            running.put(id, future);
            return ModuleResult.of(true)
                    .with("started", 1L)
                    .with("finished", 0L)
                    .with("results_file", "")
                    .with("ansible_job_id", id);
        }
        try {
            return future.get(seconds, TimeUnit.SECONDS)
                    .with("ansible_job_id", id)
                    .with("started", 1L)
                    .with("finished", 1L)
                    .with("results_file", "/root/.ansible_async/" + id);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new ModuleException("async task did not complete within the requested time - " + seconds + "s", e);
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleException("interrupted while waiting", e);
        }
    }

    private static RuntimeException cause(ExecutionException e) {
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    /** Whether a job goes on here, not on a host. */
    boolean has(String id) {
        return running.containsKey(id);
    }

    /** How a job that goes on here stands; {@code cleanup} forgets it. */
    ModuleResult status(String id, boolean cleanup) {
        Future<ModuleResult> future = running.get(id);
        if (future == null) {
            throw new ModuleException("could not find job " + id);
        }
        if (cleanup) {
            running.remove(id);
            return ModuleResult.of(false).with("ansible_job_id", id).with("erased", id);
        }
        if (!future.isDone()) {
            return ModuleResult.of(false)
                    .with("ansible_job_id", id)
                    .with("started", 1L)
                    .with("finished", 0L);
        }
        try {
            return future.get().with("ansible_job_id", id).with("started", 1L).with("finished", 1L);
        } catch (ExecutionException e) {
            String text =
                    e.getCause() instanceof ControllerException known ? known.text() : String.valueOf(e.getCause());
            return ModuleResult.failure(text)
                    .with("ansible_job_id", id)
                    .with("started", 1L)
                    .with("finished", 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleException("interrupted while waiting", e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
