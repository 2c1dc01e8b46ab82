package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The connections to one host for one purpose. Every thread that has something to do takes an idle connection or opens a
 * new one, so there are as many as there are threads at work. Idle ones are kept alive. They end with this process at the
 * latest: the other end notices and lets go of everything. Safe for use by several threads.
 */
public final class RemoteHost implements AutoCloseable {
    private static final long TICK_MILLIS = 1000;
    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(30);

    private final Connector connector;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new CopyOnWriteArrayList<>();
    private int opened;
    private boolean watching;
    private volatile boolean closed;

    /** Makes connections. */
    @FunctionalInterface
    interface Connector {
        Connection connect(int number, Connection.Watch watch);
    }

    RemoteHost(Connector connector) {
        this.connector = connector;
    }

    /** Takes a connection, which must be given back. */
    Connection take() {
        int number;
        synchronized (this) {
            while (!idle.isEmpty()) {
                Connection connection = idle.pop();
                if (connection.usable()) {
                    return connection;
                }
                all.remove(connection);
            }
            number = opened++;
            watch();
        }
        return connector.connect(number, all::add);
    }

    /** Gives a connection back, in the middle of nothing. */
    synchronized void giveBack(Connection connection) {
        if (connection.usable() && !closed) {
            idle.push(connection);
        } else {
            all.remove(connection);
        }
    }

    /** A single request on any connection. */
    FieldReader call(FieldWriter request) {
        Connection connection = take();
        try {
            return connection.call(request);
        } finally {
            giveBack(connection);
        }
    }

    /** A request whose reply is followed by a list. */
    <T> List<T> all(FieldWriter request, Function<FieldReader, T> reader) {
        Connection connection = take();
        try {
            List<T> result = new ArrayList<>();
            connection.send(FrameKind.REQUEST, request);
            connection.reply();
            FrameKind kind = connection.receive();
            while (kind == FrameKind.DATA) {
                FieldReader fields = connection.fields();
                while (fields.more()) {
                    result.add(reader.apply(fields));
                }
                kind = connection.receive();
            }
            if (kind != FrameKind.END) {
                throw connection.unexpected(kind);
            }
            return result;
        } finally {
            giveBack(connection);
        }
    }

    /** What the other end told of itself. */
    Opened opened() {
        Connection connection = take();
        try {
            return connection.opened();
        } finally {
            giveBack(connection);
        }
    }

    private void watch() {
        if (!watching) {
            watching = true;
            Thread.ofPlatform().daemon().name("remote-watch").start(this::watchAll);
        }
    }

    private void watchAll() {
        try {
            while (!closed) {
                Thread.sleep(TICK_MILLIS);
                all.forEach(Connection::check);
                keepAlive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks all connections that have been idle for long; a dead one is noticed when it is needed. */
    private void keepAlive() {
        List<Connection> quiet;
        synchronized (this) {
            quiet = idle.stream().filter(each -> each.idle() > KEEP_ALIVE).toList();
            idle.removeAll(quiet);
        }
        for (Connection connection : quiet) {
            try {
                connection.call(Operation.PING.request());
            } catch (AgentException e) {
                connection.close();
            } finally {
                giveBack(connection);
            }
        }
    }

    /** Ends all connections; the other ends finish first. */
    @Override
    public void close() {
        List<Connection> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(idle);
            idle.clear();
        }
        left.forEach(Connection::finish);
        all.forEach(Connection::close);
    }
}
