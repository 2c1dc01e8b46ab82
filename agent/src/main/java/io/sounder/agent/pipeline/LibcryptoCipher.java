package io.sounder.agent.pipeline;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The cipher functions of OpenSSL's libcrypto, set up apart from its digests. Thread-safe; the contexts are not. */
@SuppressWarnings("restricted") // calling native code is what this class is for
final class LibcryptoCipher {
    private final MethodHandle contextNew;
    private final MethodHandle contextFree;
    private final MethodHandle cipherInit;
    private final MethodHandle cipherUpdate;
    private final MethodHandle cipherFinal;
    private final MemorySegment aes;

    private LibcryptoCipher(SymbolLookup library) throws Throwable {
        Linker linker = Linker.nativeLinker();
        Linker.Option heap = Linker.Option.critical(true);
        contextNew = linker.downcallHandle(library.findOrThrow("EVP_CIPHER_CTX_new"), FunctionDescriptor.of(ADDRESS));
        contextFree =
                linker.downcallHandle(library.findOrThrow("EVP_CIPHER_CTX_free"), FunctionDescriptor.ofVoid(ADDRESS));
        cipherInit = linker.downcallHandle(
                library.findOrThrow("EVP_CipherInit_ex"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT),
                heap);
        cipherUpdate = linker.downcallHandle(
                library.findOrThrow("EVP_CipherUpdate"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT),
                heap);
        cipherFinal = linker.downcallHandle(
                library.findOrThrow("EVP_CipherFinal_ex"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
                heap);
        aes = (MemorySegment)
                linker.downcallHandle(library.findOrThrow("EVP_aes_256_cbc"), FunctionDescriptor.of(ADDRESS))
                        .invokeExact();
    }

    /** The library of this machine; empty where there is none that can be used. */
    static Optional<LibcryptoCipher> available() {
        return Holder.LIBRARY;
    }

    /** A new context that is about to encrypt or decrypt; give it to {@link #free} at the end. */
    MemorySegment start(byte[] key, byte[] iv, boolean encrypt) {
        try {
            MemorySegment context = (MemorySegment) contextNew.invokeExact();
            check((int) cipherInit.invokeExact(
                    context,
                    aes,
                    MemorySegment.NULL,
                    MemorySegment.ofArray(key),
                    MemorySegment.ofArray(iv),
                    encrypt ? 1 : 0));
            return context;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void update(MemorySegment context, byte[] target, int[] written, MemorySegment bytes) {
        try {
            check((int) cipherUpdate.invokeExact(
                    context, MemorySegment.ofArray(target), MemorySegment.ofArray(written), bytes, (int)
                            bytes.byteSize()));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Whether the last block is as it must be. */
    boolean finish(MemorySegment context, byte[] target, int[] written) {
        try {
            return (int) cipherFinal.invokeExact(context, MemorySegment.ofArray(target), MemorySegment.ofArray(written))
                    == 1;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void free(MemorySegment context) {
        try {
            contextFree.invokeExact(context);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("libcrypto refused an AES operation");
        }
    }

    private static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("libcrypto could not be called", cause);
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
                LibcryptoCipher library = new LibcryptoCipher(SymbolLookup.libraryLookup(name, Arena.global()));
                library.free(library.start(new byte[32], new byte[16], true)); // a policy may forbid it
                return Optional.of(library);
            } catch (Throwable e) {
                return Optional.empty(); // the JDK does it then
            }
        }
    }
}
