package io.sounder.agent.pipeline;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * The digest functions of OpenSSL's libcrypto, which PostgreSQL's own client library brings to nearly every node. Thread-safe;
 * the contexts are not.
 */
@SuppressWarnings("restricted") // calling native code is what this class is for
final class Libcrypto {
    static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    private final MethodHandle contextNew;
    private final MethodHandle contextFree;
    private final MethodHandle digestInit;
    private final MethodHandle digestUpdate;
    private final MethodHandle digestFinal;
    private final MemorySegment sha1;

    private Libcrypto(SymbolLookup library) throws Throwable {
        Linker linker = Linker.nativeLinker();
        Linker.Option heap = Linker.Option.critical(true);
        contextNew = linker.downcallHandle(library.findOrThrow("EVP_MD_CTX_new"), FunctionDescriptor.of(ADDRESS));
        contextFree = linker.downcallHandle(library.findOrThrow("EVP_MD_CTX_free"), FunctionDescriptor.ofVoid(ADDRESS));
        digestInit = linker.downcallHandle(
                library.findOrThrow("EVP_DigestInit_ex"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        digestUpdate = linker.downcallHandle(
                library.findOrThrow("EVP_DigestUpdate"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                heap);
        digestFinal = linker.downcallHandle(
                library.findOrThrow("EVP_DigestFinal_ex"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
                heap);
        sha1 = (MemorySegment) linker.downcallHandle(library.findOrThrow("EVP_sha1"), FunctionDescriptor.of(ADDRESS))
                .invokeExact();
    }

    /** The library of this machine; empty where there is none that can be used. */
    static Optional<Libcrypto> available() {
        return Holder.LIBRARY;
    }

    /** A new digest context; it is freed when nothing refers to it any more. */
    MemorySegment newContext() {
        try {
            MemorySegment context = (MemorySegment) contextNew.invokeExact();
            return context.reinterpret(Arena.ofAuto(), this::free);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void start(MemorySegment context) {
        try {
            check((int) digestInit.invokeExact(context, sha1, MemorySegment.NULL));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void update(MemorySegment context, MemorySegment bytes) {
        try {
            check((int) digestUpdate.invokeExact(context, bytes, bytes.byteSize()));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void finish(MemorySegment context, MemorySegment result) {
        try {
            check((int) digestFinal.invokeExact(context, result, MemorySegment.NULL));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private void free(MemorySegment context) {
        try {
            contextFree.invokeExact(context);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("libcrypto refused a SHA-1 operation");
        }
    }

    private static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("libcrypto could not be called", cause);
    }

    /** Loads the library when it is first wanted. */
    private static final class Holder {
        static final Optional<Libcrypto> LIBRARY = load();

        private static Optional<Libcrypto> load() {
            return NAMES.stream().flatMap(name -> tryLoad(name).stream()).findFirst();
        }

        private static Optional<Libcrypto> tryLoad(String name) {
            try {
                Libcrypto library = new Libcrypto(SymbolLookup.libraryLookup(name, Arena.global()));
                new LibcryptoSha1(library).digest(); // a policy may forbid SHA-1
                return Optional.of(library);
            } catch (Throwable e) {
                return Optional.empty(); // the JDK does it then
            }
        }
    }
}
