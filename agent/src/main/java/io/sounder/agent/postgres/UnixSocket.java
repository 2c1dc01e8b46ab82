package io.sounder.agent.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A stream socket over a Unix domain channel, with read timeouts in milliseconds. Only what the PostgreSQL driver uses;
 * TCP options are accepted and have no meaning here. One thread may read while another writes or closes.
 */
final class UnixSocket extends Socket {
    private final String path;
    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private volatile int timeout;
    private volatile boolean connected;

    UnixSocket(String path) throws IOException {
        this.path = path;
        channel = SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        readable = Selector.open();
        writable = Selector.open();
    }

    @Override
    public void connect(@Nullable SocketAddress ignored, int ignoredTimeout) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
            connected = true;
        } catch (IOException e) {
            close();
            throw new SocketException("connection to server on socket \"" + path + "\" failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void connect(@Nullable SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public InputStream getInputStream() {
        return new Input();
    }

    @Override
    public OutputStream getOutputStream() {
        return new Output();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            int count = channel.read(buffer);
            while (count == 0 && length > 0) {
                int ready = readable.select(timeout);
                readable.selectedKeys().clear();
                if (ready == 0 && timeout > 0) {
                    throw new SocketTimeoutException("no answer within " + timeout + " ms");
                }
                count = channel.read(buffer);
            }
            return count;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) == 0) {
                    writable.select();
                    writable.selectedKeys().clear();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                readable;
                writable) {
            connected = false;
        }
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void setSoTimeout(int milliseconds) {
        timeout = milliseconds;
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // A Unix socket never delays.
    }

    @Override
    public void setKeepAlive(boolean on) {
        // The kernel notices a dead peer by itself.
    }

    @Override
    public void setReceiveBufferSize(int size) {
        // The default of the system is right for short queries.
    }

    @Override
    public void setSendBufferSize(int size) {
        // As above.
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {
        // Closing never blocks here.
    }
}
