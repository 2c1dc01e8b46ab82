package io.sounder.agent.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
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

/** The functions of the C library that Java has no equal for. All return -1 and set errno on failure. Safe for threads. */
@SuppressWarnings("restricted") // calling native code is what this class is for
final class Libc {
    static final int WOULD_BLOCK = 11;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

    private Libc() {}

    /** What a call returned and, if that was -1, why. */
    record Result(long value, int errno) {
        boolean failed() {
            return value < 0;
        }
    }

    static Result open(String path, int flags, int mode) {
        MethodHandle open = LINKER.downcallHandle(
                SYMBOLS.findOrThrow("open"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                CAPTURE,
                Linker.Option.firstVariadicArg(2));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int value = (int) open.invokeExact(state, arena.allocateFrom(path), flags, mode);
            return result(value, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static Result flock(int descriptor, int operation) {
        return twoInts("flock", descriptor, operation);
    }

    static Result close(int descriptor) {
        return oneInt("close", descriptor);
    }

    static Result umask(int mask) {
        return oneInt("umask", mask);
    }

    static Result effectiveUser() {
        MethodHandle handle = LINKER.downcallHandle(SYMBOLS.findOrThrow("geteuid"), FunctionDescriptor.of(JAVA_INT));
        try {
            return new Result((int) handle.invokeExact(), 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static Result newSession() {
        MethodHandle handle = LINKER.downcallHandle(SYMBOLS.findOrThrow("setsid"), FunctionDescriptor.of(JAVA_INT));
        try {
            return new Result((int) handle.invokeExact(), 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static Result setPriority(int which, int who, int priority) {
        MethodHandle handle = LINKER.downcallHandle(
                SYMBOLS.findOrThrow("setpriority"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                CAPTURE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return result((int) handle.invokeExact(state, which, who, priority), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static Result truncate(int descriptor) {
        MethodHandle handle = LINKER.downcallHandle(
                SYMBOLS.findOrThrow("ftruncate"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG), CAPTURE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return result((int) handle.invokeExact(state, descriptor, 0L), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Writes all bytes at the start of a file. */
    static Result writeAtStart(int descriptor, byte[] bytes) {
        MethodHandle handle = LINKER.downcallHandle(
                SYMBOLS.findOrThrow("pwrite"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG),
                CAPTURE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment content = arena.allocate(bytes.length + 1L);
            content.asByteBuffer().put(bytes);
            return result((long) handle.invokeExact(state, descriptor, content, (long) bytes.length, 0L), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static Result oneInt(String function, int argument) {
        MethodHandle handle = LINKER.downcallHandle(
                SYMBOLS.findOrThrow(function), FunctionDescriptor.of(JAVA_INT, JAVA_INT), CAPTURE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return result((int) handle.invokeExact(state, argument), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static Result twoInts(String function, int first, int second) {
        MethodHandle handle = LINKER.downcallHandle(
                SYMBOLS.findOrThrow(function), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return result((int) handle.invokeExact(state, first, second), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static Result result(long value, MemorySegment state) {
        return new Result(value, value < 0 ? (int) ERRNO.get(state, 0L) : 0);
    }

    private static AgentException broken(Throwable cause) {
        return new AgentException(ErrorCode.KERNEL, "unable to call the C library: " + cause, cause);
    }
}
