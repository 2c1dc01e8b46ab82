package io.sounder.agent.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * Memory at a page boundary that files are read through. Where the JDK reads a large array through memory of its own, that
 * lies 16 bytes behind a boundary, as malloc gives it; there AMD's EPYC copies 1.5 GB/s out of the page cache where it else
 * does 6. For one thread.
 */
public final class ReadWindow {
    private static final int PAGE = 4 << 10;
    private final ByteBuffer memory;

    /** @param size the most bytes that one read gives */
    public ReadWindow(int size) {
        int pages = (size + PAGE - 1) / PAGE;
        memory = ByteBuffer.allocateDirect((pages + 1) * PAGE)
                .alignedSlice(PAGE)
                .limit(size)
                .slice();
    }

    /** Reads once, as the channel does; the number of bytes, -1 at the end. */
    public int read(ReadableByteChannel channel, byte[] target, int offset, int length) throws IOException {
        return given(channel.read(cleared(length)), target, offset);
    }

    /** The same from a place in a file. */
    public int read(FileChannel channel, long position, byte[] target, int offset, int length) throws IOException {
        return given(channel.read(cleared(length), position), target, offset);
    }

    private ByteBuffer cleared(int length) {
        return memory.clear().limit(Math.min(length, memory.capacity()));
    }

    private int given(int count, byte[] target, int offset) {
        if (count > 0) {
            memory.get(0, target, offset, count);
        }
        return count;
    }

    /** Reads on until the part of the array is full or the file ends; the number of bytes, 0 at the end. */
    public int fill(ReadableByteChannel channel, byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int part = read(channel, target, offset + count, length - count);
            if (part < 0) {
                break;
            }
            count += part; // a read may give less than asked for
        }
        return count;
    }
}
