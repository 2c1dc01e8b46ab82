package io.sounder.agent.block;

import io.sounder.agent.base.NativePairFunction;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/** XXH3 with 128 bits by the machine's libxxhash, which has it since release 0.8. Not thread-safe. */
final class LibraryBlockHash implements BlockHash {
    private static final String LIBRARY = "libxxhash.so.0";
    private static final String FUNCTION = "XXH3_128bits";
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final NativePairFunction function;

    private LibraryBlockHash(NativePairFunction function) {
        this.function = function;
    }

    /** Empty where the library is missing or older. */
    static Optional<LibraryBlockHash> available() {
        return Holder.FUNCTION_OF_MACHINE.map(LibraryBlockHash::new);
    }

    @Override
    public void hash(byte[] bytes, int offset, int length, byte[] result) {
        long[] words = function.call(MemorySegment.ofArray(bytes).asSlice(offset, length), length);
        BIG.set(result, 0, words[1]);
        BIG.set(result, Long.BYTES, words[0]);
    }

    /** Loads the library when it is first wanted. */
    private static final class Holder {
        static final Optional<NativePairFunction> FUNCTION_OF_MACHINE = NativePairFunction.find(LIBRARY, FUNCTION);
    }
}
