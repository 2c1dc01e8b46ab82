package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.OutputStream;

/** Encrypts what is written, behind a header. Its buffer grows with the content, so that small files stay cheap. */
final class EncryptingStream extends OutputStream {
    private final OutputStream out;
    private final AesCbc cipher;
    private final byte[] header;
    private byte[] encrypted = new byte[AesCbc.BLOCK];
    private boolean started;
    private boolean closed;

    EncryptingStream(OutputStream out, CipherKey key, byte[] header) {
        this.out = out;
        this.header = header;
        this.cipher = AesCbc.start(key, true);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        start();
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, CompressType.BUFFER);
            if (encrypted.length < part + AesCbc.BLOCK) {
                encrypted = new byte[part + AesCbc.BLOCK];
            }
            int count = cipher.update(bytes, offset + done, part, encrypted);
            out.write(encrypted, 0, count);
            done += part;
        }
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            out.write(header, 0, header.length);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush(); // what does not fill a block waits for the next
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (cipher) {
            start();
            int count = cipher.finish(encrypted);
            out.write(encrypted, 0, count);
            out.flush();
        }
    }
}
