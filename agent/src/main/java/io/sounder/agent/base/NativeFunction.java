package io.sounder.agent.base;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A function of a C library that returns soon and takes at most six addresses or whole numbers, which on 64-bit Linux are
 * passed alike, in registers; those a function does not want it does not look at. All functions share one way of being
 * called, because the JVM needs 20 to 40 ms to make the first one and 10 ms for each other, at every start. Thread-safe.
 */
@SuppressWarnings("restricted") // calling native code is what this class is for
public final class NativeFunction {
    private static final int ARGUMENTS = 6;
    /** Heap memory can be passed, therefore the garbage collector waits for the call. */
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                    Linker.Option.critical(true));

    private final String name;
    private final MemorySegment address;

    private NativeFunction(String name, MemorySegment address) {
        this.name = name;
        this.address = address;
    }

    /** One of the C library. */
    public static NativeFunction ofC(String name) {
        return of(Linker.nativeLinker().defaultLookup(), name);
    }

    /** One of a library: an unchecked exception when it has none of that name. */
    public static NativeFunction of(SymbolLookup library, String name) {
        return new NativeFunction(name, library.findOrThrow(name));
    }

    /** A library of the machine that stays loaded: an unchecked exception when there is none of that name. */
    public static SymbolLookup library(String name) {
        return SymbolLookup.libraryLookup(name, Arena.global());
    }

    /** A whole number as an argument. */
    public static MemorySegment number(long value) {
        return MemorySegment.ofAddress(value);
    }

    /** What the function returns: an address, or a whole number of which only the bits of its own type count. */
    public long call(MemorySegment... arguments) {
        MemorySegment[] all = Arrays.copyOf(arguments, ARGUMENTS);
        Arrays.fill(all, arguments.length, ARGUMENTS, MemorySegment.NULL);
        try {
            return (long) CALL.invokeExact(address, all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (Throwable e) {
            throw new AgentException(ErrorCode.KERNEL, "unable to call the native function " + name + ": " + e, e);
        }
    }

    /** What a function returns that has an {@code int} as its result. */
    public int callInt(MemorySegment... arguments) {
        return (int) call(arguments);
    }
}
