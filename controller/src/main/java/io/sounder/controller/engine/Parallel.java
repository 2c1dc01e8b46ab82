package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.inventory.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does the same for several hosts at the same time, but for no more than a limit. */
final class Parallel {
    private Parallel() {}

    static <T> Map<Host, T> map(List<Host> hosts, int limit, Function<Host, T> work) {
        Map<Host, T> results = new LinkedHashMap<>();
        if (hosts.size() == 1) {
            results.put(hosts.getFirst(), work.apply(hosts.getFirst()));
            return results;
        }
        Semaphore permits = new Semaphore(Math.max(limit, 1), true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Host, Future<T>> running = new LinkedHashMap<>();
            for (Host host : hosts) {
                running.put(host, threads.submit(() -> {
                    permits.acquire();
                    try {
                        return work.apply(host);
                    } finally {
                        permits.release();
                    }
                }));
            }
            for (Map.Entry<Host, Future<T>> one : running.entrySet()) {
                results.put(one.getKey(), one.getValue().get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControllerException(ExitCode.INTERRUPTED, "interrupted while tasks ran", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
