package io.sounder.agent.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Decrypts what is read; the header is read first of all when somebody reads. Not thread-safe. */
final class DecryptingStream extends FilterInputStream {
    private static final int FIRST_BUFFER = 4 << 10;
    private final byte[] passPhrase;
    private final boolean magic;
    private @Nullable AesCbc cipher;
    private byte[] encrypted = new byte[FIRST_BUFFER];
    private byte[] plain = new byte[FIRST_BUFFER + AesCbc.BLOCK];
    private long total;
    private int readAt;
    private int filledTo;
    private boolean ended;

    DecryptingStream(InputStream in, byte[] passPhrase, boolean magic) {
        super(in);
        this.passPhrase = passPhrase;
        this.magic = magic;
    }

    @Override
    public int read() throws IOException {
        return fill() ? plain[readAt++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, filledTo - readAt);
        System.arraycopy(plain, readAt, bytes, offset, count);
        readAt += count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        int part = fill() ? Math.clamp(count, 0, filledTo - readAt) : 0;
        readAt += part;
        return part;
    }

    @Override
    public int available() {
        return filledTo - readAt;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Makes sure that there is something to read; false at the end. */
    private boolean fill() throws IOException {
        while (readAt == filledTo && !ended) {
            AesCbc running = cipher;
            if (running == null) {
                running = AesCbc.start(key(), false);
                cipher = running;
            }
            decrypt(running);
        }
        return readAt < filledTo;
    }

    private CipherKey key() throws IOException {
        int length = CipherKey.headerLength(magic);
        byte[] header = in.readNBytes(length);
        if (header.length < length) {
            throw new DecryptionException("cipher header invalid: it is cut off");
        }
        return CipherKey.derive(passPhrase, CipherKey.salt(header, magic));
    }

    private void decrypt(AesCbc running) throws IOException {
        int count = in.read(encrypted, 0, encrypted.length);
        readAt = 0;
        filledTo = 0; // nothing of the last part shows again when this one fails
        if (count >= 0) {
            total += count;
            filledTo = running.update(encrypted, 0, count, plain);
            grow(count);
            return;
        }
        ended = true;
        if (total == 0 || total % AesCbc.BLOCK != 0) {
            throw new DecryptionException("encrypted data is cut off");
        }
        filledTo = running.finish(plain);
    }

    /** Files that go on are read in bigger parts; plain text that was not read yet is kept. */
    private void grow(int count) {
        if (count == encrypted.length && encrypted.length < CompressType.BUFFER) {
            encrypted = new byte[CompressType.BUFFER];
            byte[] bigger = new byte[CompressType.BUFFER + AesCbc.BLOCK];
            System.arraycopy(plain, 0, bigger, 0, filledTo);
            plain = bigger;
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        readAt = filledTo;
        AesCbc running = cipher;
        if (running != null) {
            running.close();
        }
        super.close();
    }
}
