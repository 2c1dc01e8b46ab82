package io.sounder.agent.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Marks errors of reading the medium, so that they can be told from those of a decoder above, which mean damage. */
public final class SourceStream extends FilterInputStream {
    public SourceStream(InputStream in) {
        super(in);
    }

    /** The medium failed; another attempt may succeed. */
    public static final class ReadFailure extends IOException {
        ReadFailure(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
