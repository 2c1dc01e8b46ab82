package io.sounder.agent.base;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside that of the thread that began it. */
public final class Beside {
    private final FutureTask<?> task;

    private Beside(FutureTask<?> task) {
        this.task = task;
    }

    /**
     * Begins the work.
     *
     * @param name of its thread, which does not keep the process alive
     */
    public static Beside start(String name, Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        Thread.ofPlatform().name(name).daemon().start(task);
        return new Beside(task);
    }

    /** Throws what the work ended with, if it has failed by now. */
    public void check() {
        if (task.isDone()) {
            join();
        }
    }

    /** Waits for the end of the work; throws what it ended with. */
    public void join() {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while waiting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AgentException known) {
                throw known;
            }
            throw new AgentException(ErrorCode.UNKNOWN, "unable to go on: " + e.getCause(), e.getCause());
        }
    }
}
