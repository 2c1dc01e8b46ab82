package io.sounder.agent.os;

import static io.sounder.agent.base.NativeFunction.number;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The functions of the C library that Java has no equal for and that may wait or fail. All return -1 and set errno on
 * failure. Safe for threads.
 */
@SuppressWarnings("restricted") // calling native code is what this class is for
final class Libc {
    static final int WOULD_BLOCK = 11;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int ARGUMENTS = 4;
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
            Linker.Option.captureCallState("errno"));

    private Libc() {}

    /** What a call returned and, if that was -1, why. */
    record Result(int value, int errno) {
        boolean failed() {
            return value < 0;
        }
    }

    /**
     * Opens a file as open(2) does. Its last argument is optional in C, which makes no difference to how whole numbers are
     * passed on Linux.
     */
    static Result open(String path, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            return call("open", arena.allocateFrom(path), number(flags), number(mode));
        }
    }

    static Result flock(int descriptor, int operation) {
        return call("flock", number(descriptor), number(operation));
    }

    static Result close(int descriptor) {
        return call("close", number(descriptor));
    }

    static Result setPriority(int which, int who, int priority) {
        return call("setpriority", number(which), number(who), number(priority));
    }

    static Result truncate(int descriptor) {
        return call("ftruncate", number(descriptor), number(0));
    }

    /** Writes all bytes at the start of a file. */
    static Result writeAtStart(int descriptor, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = arena.allocate(bytes.length + 1L);
            content.asByteBuffer().put(bytes);
            return call("pwrite", number(descriptor), content, number(bytes.length), number(0));
        }
    }

    /** Calls a function that may block and takes up to four addresses or whole numbers. */
    private static Result call(String function, MemorySegment... arguments) {
        MemorySegment[] all = Arrays.copyOf(arguments, ARGUMENTS);
        Arrays.fill(all, arguments.length, ARGUMENTS, MemorySegment.NULL);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            // The upper half is undefined for functions that return an int; no result here is larger than one.
            int value =
                    (int) (long) CALL.invokeExact(SYMBOLS.findOrThrow(function), state, all[0], all[1], all[2], all[3]);
            return new Result(value, value < 0 ? (int) ERRNO.get(state, 0L) : 0);
        } catch (Throwable e) {
            throw new AgentException(ErrorCode.KERNEL, "unable to call the C library: " + e, e);
        }
    }
}
