package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Moves bytes from a stream to another through one buffer, which a worker keeps for all its files. Not for several threads. */
public final class ByteCopy {
    private final byte[] buffer;

    public ByteCopy(int bufferSize) {
        buffer = new byte[bufferSize];
    }

    /** Copies to the end of the input; returns the number of bytes. Closes neither stream. */
    public long copy(InputStream in, OutputStream out) throws IOException {
        return copy(in, out, Long.MAX_VALUE);
    }

    /** Copies at most {@code limit} bytes; returns the number of bytes. Closes neither stream. */
    public long copy(InputStream in, OutputStream out, long limit) throws IOException {
        long done = 0;
        while (done < limit) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, limit - done));
            if (count < 0) {
                break;
            }
            out.write(buffer, 0, count);
            done += count;
        }
        return done;
    }
}
