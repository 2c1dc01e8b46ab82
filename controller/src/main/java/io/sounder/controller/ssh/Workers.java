package io.sounder.controller.ssh;

import io.sounder.controller.host.Become;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/** The resident shells of one host that have nothing to do, for the scripts to come. Thread-safe. */
final class Workers implements AutoCloseable {
    private final Link link;
    private final int most;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private int open;

    /** @param most how many shells there may be, idle or not; no more scripts may run at the same time */
    Workers(Link link, int most) {
        this.link = link;
        this.most = most;
    }

    /** A shell for that user: an idle one, or a new one, in the place of another user's if there are too many. */
    Worker take(Become become) throws IOException {
        Optional<Worker> known = reserve(become);
        if (known.isPresent()) {
            return known.get();
        }
        boolean made = false;
        try {
            Worker worker = start(become);
            made = true;
            return worker;
        } finally {
            if (!made) {
                gone();
            }
        }
    }

    private Worker start(Become become) throws IOException {
        for (int left = 40; ; left--) {
            try {
                return new Worker(link, become);
            } catch (OpenFailException e) {
                // The server allows fewer channels than we would like, or has not closed the last one yet.
                if (!closeIdle() && left == 0) {
                    throw e;
                }
                Link.sleep(Duration.ofMillis(50));
            }
        }
    }

    /** Finds an idle shell, or makes room for a new one. */
    private Optional<Worker> reserve(Become become) throws IOException {
        Worker surplus;
        synchronized (this) {
            for (Iterator<Worker> all = idle.iterator(); all.hasNext(); ) {
                Worker one = all.next();
                if (!one.usable()) {
                    all.remove();
                    open--;
                } else if (one.become().equals(become)) {
                    all.remove();
                    return Optional.of(one);
                }
            }
            surplus = open < most ? null : idle.pollLast();
            open += surplus == null ? 1 : 0;
        }
        if (surplus != null) {
            surplus.close();
        }
        return Optional.empty();
    }

    /** A shell has nothing to do any more. */
    synchronized void put(Worker worker) {
        idle.addFirst(worker);
    }

    /** A shell has ended. */
    synchronized void gone() {
        open--;
    }

    private boolean closeIdle() throws IOException {
        boolean some = false;
        for (Worker one = next(); one != null; one = next()) {
            one.close();
            some = true;
        }
        return some;
    }

    private synchronized @Nullable Worker next() {
        Worker one = idle.pollFirst();
        open -= one == null ? 0 : 1;
        return one;
    }

    @Override
    public void close() throws IOException {
        closeIdle();
    }
}
