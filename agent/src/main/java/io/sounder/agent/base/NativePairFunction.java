package io.sounder.agent.base;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * A function of a C library that takes memory with its length, returns soon, and gives a structure of two 64-bit words,
 * which 64-bit Linux returns in registers. It is apart from {@link NativeFunction} because the JVM needs 20 to 30 ms for
 * this way of being called, which only some commands want. For one thread, which the result belongs to.
 */
@SuppressWarnings("restricted") // calling native code is what this class is for
public final class NativePairFunction {
    private static final MemoryLayout PAIR = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);
    /** Heap memory can be passed, therefore the garbage collector waits for the call. */
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(PAIR, ADDRESS, JAVA_LONG), Linker.Option.critical(true));

    private final MemorySegment address;
    private final String name;

    private NativePairFunction(MemorySegment address, String name) {
        this.address = address;
        this.name = name;
    }

    /** One of a library of the machine; empty where the library or the function is missing. */
    public static Optional<NativePairFunction> find(String library, String name) {
        try {
            return NativeFunction.library(library).find(name).map(address -> new NativePairFunction(address, name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Both words of what the function returns, in the order of the structure. */
    public long[] call(MemorySegment memory, long length) {
        long[] words = new long[2];
        SegmentAllocator result = (size, alignment) -> MemorySegment.ofArray(words);
        try {
            MemorySegment ignored = (MemorySegment) CALL.invokeExact(address, result, memory, length);
            return words;
        } catch (Throwable e) {
            throw new AgentException(ErrorCode.KERNEL, "unable to call the native function " + name + ": " + e, e);
        }
    }
}
