package io.sounder.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output as a stream that says when nobody reads it any more. */
final class CheckedOutput extends OutputStream {
    private final PrintStream out;

    CheckedOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) {
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (length > 0) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        if (out.checkError()) { // flushes first
            throw new IOException("standard output is closed");
        }
    }
}
