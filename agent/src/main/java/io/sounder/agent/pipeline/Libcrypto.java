package io.sounder.agent.pipeline;

import io.sounder.agent.base.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;

/**
 * The digest functions of OpenSSL's libcrypto, which PostgreSQL's own client library brings to nearly every node. Thread-safe;
 * the contexts are not.
 */
final class Libcrypto {
    static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    private final NativeFunction contextNew;
    private final NativeFunction contextFree;
    private final NativeFunction digestInit;
    private final NativeFunction digestUpdate;
    private final NativeFunction digestFinal;
    private final MemorySegment sha1;

    private Libcrypto(SymbolLookup library) {
        contextNew = NativeFunction.of(library, "EVP_MD_CTX_new");
        contextFree = NativeFunction.of(library, "EVP_MD_CTX_free");
        digestInit = NativeFunction.of(library, "EVP_DigestInit_ex");
        digestUpdate = NativeFunction.of(library, "EVP_DigestUpdate");
        digestFinal = NativeFunction.of(library, "EVP_DigestFinal_ex");
        sha1 = MemorySegment.ofAddress(NativeFunction.of(library, "EVP_sha1").call());
    }

    /** The library of this machine; empty where there is none that can be used. */
    static Optional<Libcrypto> available() {
        return Holder.LIBRARY;
    }

    /** A new digest context; it is freed when nothing refers to it any more. */
    @SuppressWarnings("restricted") // the library says how to free it
    MemorySegment newContext() {
        return MemorySegment.ofAddress(contextNew.call()).reinterpret(Arena.ofAuto(), contextFree::call);
    }

    void start(MemorySegment context) {
        check(digestInit.callInt(context, sha1, MemorySegment.NULL));
    }

    void update(MemorySegment context, MemorySegment bytes) {
        check(digestUpdate.callInt(context, bytes, NativeFunction.number(bytes.byteSize())));
    }

    void finish(MemorySegment context, MemorySegment result) {
        check(digestFinal.callInt(context, result, MemorySegment.NULL));
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("libcrypto refused a SHA-1 operation");
        }
    }

    /** Loads the library when it is first wanted. */
    private static final class Holder {
        static final Optional<Libcrypto> LIBRARY = load();

        private static Optional<Libcrypto> load() {
            return NAMES.stream().flatMap(name -> tryLoad(name).stream()).findFirst();
        }

        private static Optional<Libcrypto> tryLoad(String name) {
            try {
                Libcrypto library = new Libcrypto(NativeFunction.library(name));
                new LibcryptoSha1(library).digest(); // a policy may forbid SHA-1
                return Optional.of(library);
            } catch (RuntimeException | LinkageError e) {
                return Optional.empty(); // the JDK does it then
            }
        }
    }
}
