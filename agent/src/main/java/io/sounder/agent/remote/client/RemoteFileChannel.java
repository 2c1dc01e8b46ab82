package io.sounder.agent.remote.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file of another host that is read from front to back, and single pages of it wherever they are. For one thread. */
final class RemoteFileChannel extends FileChannel {
    private final InputStream in;
    private final Pages pages;
    private byte[] chunk = new byte[0];
    private long position;

    /** Reads from a place in the file; the number of bytes there are. */
    @FunctionalInterface
    interface Pages {
        int read(long position, byte[] buffer) throws IOException;
    }

    RemoteFileChannel(InputStream in, Pages pages) {
        this.in = in;
        this.pages = pages;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] buffer = target.hasArray() ? target.array() : chunk(target.remaining());
        int offset = target.hasArray() ? target.arrayOffset() + target.position() : 0;
        int count = in.read(buffer, offset, target.remaining());
        if (count > 0) {
            position += count;
            if (target.hasArray()) {
                target.position(target.position() + count);
            } else {
                target.put(buffer, 0, count);
            }
        }
        return count;
    }

    private byte[] chunk(int length) {
        if (chunk.length < length) {
            chunk = new byte[length];
        }
        return chunk;
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        byte[] buffer = new byte[target.remaining()];
        int count = pages.read(from, buffer);
        target.put(buffer, 0, count);
        return count == 0 && buffer.length > 0 ? -1 : count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return read(targets[offset]);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long target) {
        throw new UnsupportedOperationException("a file of another host is read from front to back");
    }

    @Override
    public long size() {
        throw new UnsupportedOperationException("ask for the attributes of a file of another host");
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer source, long target) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public void force(boolean metaData) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException("a file of another host is read from front to back");
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long target, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException("a file of another host is not mapped");
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException("a file of another host is not locked");
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException("a file of another host is not locked");
    }

    @Override
    protected void implCloseChannel() throws IOException {
        in.close();
    }
}
