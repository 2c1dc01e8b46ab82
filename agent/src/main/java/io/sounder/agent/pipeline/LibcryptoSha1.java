package io.sounder.agent.pipeline;

import java.lang.foreign.MemorySegment;

/** SHA-1 by the machine's libcrypto. Not thread-safe. */
final class LibcryptoSha1 implements Sha1 {
    private final Libcrypto libcrypto;
    private final MemorySegment context;

    LibcryptoSha1(Libcrypto libcrypto) {
        this.libcrypto = libcrypto;
        this.context = libcrypto.newContext();
        libcrypto.start(context);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        libcrypto.update(context, MemorySegment.ofArray(bytes).asSlice(offset, length));
    }

    @Override
    public byte[] digest() {
        byte[] result = new byte[LENGTH];
        libcrypto.finish(context, MemorySegment.ofArray(result));
        libcrypto.start(context);
        return result;
    }
}
