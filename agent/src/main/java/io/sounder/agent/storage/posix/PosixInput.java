package io.sounder.agent.storage.posix;

import io.sounder.agent.base.ReadWindow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/** Reads a file or a part of it; meant to be read in big chunks. Not for use by several threads. */
final class PosixInput extends InputStream {
    private final FileChannel channel;
    private final ThreadLocal<ReadWindow> windows;
    private long at;
    private long left = Long.MAX_VALUE;

    /** @param windows one for each thread, whichever is going to read */
    PosixInput(FileChannel channel, ThreadLocal<ReadWindow> windows) {
        this.channel = channel;
        this.windows = windows;
    }

    void limitTo(long offset, long length) {
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
