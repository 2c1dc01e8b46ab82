package io.sounder.agent.pipeline;

import io.sounder.agent.base.NativeFunction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/** The cipher functions of OpenSSL's libcrypto, set up apart from its digests. Thread-safe; the contexts are not. */
final class LibcryptoCipher {
    private final NativeFunction contextNew;
    private final NativeFunction contextFree;
    private final NativeFunction cipherInit;
    private final NativeFunction cipherUpdate;
    private final NativeFunction cipherFinal;
    private final MemorySegment aes;

    private LibcryptoCipher(SymbolLookup library) {
        contextNew = NativeFunction.of(library, "EVP_CIPHER_CTX_new");
        contextFree = NativeFunction.of(library, "EVP_CIPHER_CTX_free");
        cipherInit = NativeFunction.of(library, "EVP_CipherInit_ex");
        cipherUpdate = NativeFunction.of(library, "EVP_CipherUpdate");
        cipherFinal = NativeFunction.of(library, "EVP_CipherFinal_ex");
        aes = MemorySegment.ofAddress(
                NativeFunction.of(library, "EVP_aes_256_cbc").call());
    }

    /** The library of this machine; empty where there is none that can be used. */
    static Optional<LibcryptoCipher> available() {
        return Holder.LIBRARY;
    }

    /** A new context that is about to encrypt or decrypt; give it to {@link #free} at the end. */
    MemorySegment start(byte[] key, byte[] iv, boolean encrypt) {
        MemorySegment context = MemorySegment.ofAddress(contextNew.call());
        check(cipherInit.callInt(
                context,
                aes,
                MemorySegment.NULL,
                MemorySegment.ofArray(key),
                MemorySegment.ofArray(iv),
                NativeFunction.number(encrypt ? 1 : 0)));
        return context;
    }

    void update(MemorySegment context, byte[] target, int[] written, MemorySegment bytes) {
        check(cipherUpdate.callInt(
                context,
                MemorySegment.ofArray(target),
                MemorySegment.ofArray(written),
                bytes,
                NativeFunction.number(bytes.byteSize())));
    }

    /** Whether the last block is as it must be. */
    boolean finish(MemorySegment context, byte[] target, int[] written) {
        return cipherFinal.callInt(context, MemorySegment.ofArray(target), MemorySegment.ofArray(written)) == 1;
    }

    void free(MemorySegment context) {
        contextFree.call(context);
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("libcrypto refused an AES operation");
        }
    }

    /** Loads the library when it is first wanted. */
    private static final class Holder {
        static final Optional<LibcryptoCipher> LIBRARY = load();

        private static Optional<LibcryptoCipher> load() {
            return Libcrypto.NAMES.stream()
                    .flatMap(name -> tryLoad(name).stream())
                    .findFirst();
        }

        private static Optional<LibcryptoCipher> tryLoad(String name) {
            try {
                LibcryptoCipher library = new LibcryptoCipher(NativeFunction.library(name));
                library.free(library.start(new byte[32], new byte[16], true)); // a policy may forbid it
                return Optional.of(library);
            } catch (RuntimeException | LinkageError e) {
                return Optional.empty(); // the JDK does it then
            }
        }
    }
}
