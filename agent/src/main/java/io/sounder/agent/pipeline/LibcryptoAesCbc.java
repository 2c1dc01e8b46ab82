package io.sounder.agent.pipeline;

import java.lang.foreign.MemorySegment;

/** AES by the machine's libcrypto. Not thread-safe. */
final class LibcryptoAesCbc implements AesCbc {
    private final LibcryptoCipher libcrypto;
    private final MemorySegment context;
    private final int[] written = new int[1];
    private boolean closed;

    LibcryptoAesCbc(LibcryptoCipher libcrypto, CipherKey key, boolean encrypt) {
        this.libcrypto = libcrypto;
        this.context = libcrypto.start(key.key(), key.iv(), encrypt);
    }

    @Override
    public int update(byte[] bytes, int offset, int length, byte[] target) {
        requireOpen();
        if (target.length < length + BLOCK) {
            throw new IllegalArgumentException("no room for a block more");
        }
        libcrypto.update(context, target, written, MemorySegment.ofArray(bytes).asSlice(offset, length));
        return written[0];
    }

    @Override
    public int finish(byte[] target) throws DecryptionException {
        requireOpen();
        if (target.length < BLOCK) {
            throw new IllegalArgumentException("no room for a block");
        }
        if (!libcrypto.finish(context, target, written)) {
            throw new DecryptionException("the last block does not decrypt");
        }
        return written[0];
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            libcrypto.free(context);
        }
    }

    /** Native code must not see a context that was freed. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this cipher was closed");
        }
    }
}
