package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Decrypts what is read; the header is read first of all when somebody reads. Not thread-safe. */
final class DecryptingStream extends PiecewiseInput {
    private static final int FIRST_BUFFER = 4 << 10;
    private final byte[] passPhrase;
    private final boolean magic;
    private @Nullable AesCbc cipher;
    private byte[] encrypted = new byte[FIRST_BUFFER];
    private long total;

    DecryptingStream(InputStream in, byte[] passPhrase, boolean magic) {
        super(in, new byte[FIRST_BUFFER + AesCbc.BLOCK]);
        this.passPhrase = passPhrase;
        this.magic = magic;
    }

    @Override
    void next() throws IOException {
        AesCbc running = cipher;
        if (running == null) {
            running = AesCbc.start(key(), false);
            cipher = running;
        }
        decrypt(running);
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
            filledTo = running.update(encrypted, 0, count, piece);
            grow(count);
            return;
        }
        ended = true;
        if (total == 0 || total % AesCbc.BLOCK != 0) {
            throw new DecryptionException("encrypted data is cut off");
        }
        filledTo = running.finish(piece);
    }

    /** Files that go on are read in bigger parts; plain text that was not read yet is kept. */
    private void grow(int count) {
        if (count == encrypted.length && encrypted.length < CompressType.BUFFER) {
            encrypted = new byte[CompressType.BUFFER];
            byte[] bigger = new byte[CompressType.BUFFER + AesCbc.BLOCK];
            System.arraycopy(piece, 0, bigger, 0, filledTo);
            piece = bigger;
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
