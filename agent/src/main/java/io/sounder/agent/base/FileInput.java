package io.sounder.agent.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.function.Supplier;

/** Reads a file or a part of it; meant to be read in big chunks. Not for use by several threads. */
public final class FileInput extends InputStream {
    private final FileChannel channel;
    private final Supplier<ReadWindow> windows;
    private long at;
    private long left = Long.MAX_VALUE;

    /** @param windows gives one that the calling thread has for itself, whichever thread is going to read */
    public FileInput(FileChannel channel, Supplier<ReadWindow> windows) {
        this.channel = channel;
        this.windows = windows;
    }

    /** Gives only this part of the file. */
    public void limitTo(long offset, long length) {
        at = offset;
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = windows.get().read(channel, at, bytes, offset, (int) Math.min(length, left));
        if (count > 0) {
            at += count;
            left -= count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
