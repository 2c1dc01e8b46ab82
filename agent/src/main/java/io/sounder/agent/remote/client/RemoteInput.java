package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.pipeline.NetworkBlocks;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FrameKind;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file of another host as it comes in. Not for use by several threads. */
final class RemoteInput extends InputStream {
    private static final int MOST_DROPPED = 8;

    private final RemoteHost host;
    private @Nullable Connection connection;
    private byte[] piece = new byte[0];
    private byte[] unpacked = new byte[0];
    private int at;
    private int end;
    private boolean ended;

    /** Sends the request and waits until the file is open. */
    RemoteInput(RemoteHost host, FieldWriter request) {
        this.host = host;
        this.connection = host.take();
        boolean open = false;
        try {
            connection.call(request);
            open = true;
        } finally {
            if (!open) {
                release();
            }
        }
    }

    @Override
    public int read() throws IOException {
        return more() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(piece, at, bytes, offset, count);
        at += count;
        return count;
    }

    private boolean more() throws IOException {
        while (at == end && !ended) {
            next();
        }
        return at < end;
    }

    private void next() throws IOException {
        Connection open = connection;
        if (open == null) {
            throw new IOException("the stream is closed");
        }
        boolean alive = false;
        try {
            FrameKind kind = open.receive();
            switch (kind) {
                case DATA -> piece(open.payload(), open.length());
                case PACKED -> {
                    unpacked = NetworkBlocks.room(open.payload(), open.length(), unpacked);
                    piece(unpacked, NetworkBlocks.unpack(open.payload(), open.length(), unpacked));
                }
                case END -> ended = true;
                default -> throw open.unexpected(kind);
            }
            alive = true;
        } finally {
            if (!alive) {
                // The error has ended the stream; the connection may be of further use.
                ended = true;
                release();
            }
        }
        if (ended) {
            release();
        }
    }

    private void piece(byte[] bytes, int length) {
        piece = bytes;
        at = 0;
        end = length;
    }

    @Override
    public int available() {
        return end - at;
    }

    private void release() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            host.giveBack(open);
        }
    }

    /** The rest is on its way already: if it is short it is dropped, else the connection goes with it. */
    @Override
    public void close() {
        Connection open = connection;
        try {
            for (int i = 0; open != null && !ended && i < MOST_DROPPED; i++) {
                FrameKind kind = open.receive();
                ended = kind != FrameKind.DATA && kind != FrameKind.PACKED;
            }
        } catch (AgentException e) {
            // Nobody wants this file any more, so its errors are of no interest either.
            ended = open != null && open.usable();
        }
        if (open != null && !ended) {
            open.close();
        }
        release();
    }
}
