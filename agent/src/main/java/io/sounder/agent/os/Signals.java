package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.lang.reflect.Proxy;

/**
 * Handlers for signals, which replace what the virtual machine does on them. Its own interface for that is named by
 * reflection only, because the compiler warns of it.
 */
public final class Signals {
    private Signals() {}

    /** Runs the handler on a thread of its own whenever the signal of this name ({@code HUP}, {@code TERM}) comes. */
    public static void on(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                            case "toString" -> "handler of SIG" + name;
                            default -> null;
                        };
                    });
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException e) {
            throw new AgentException(ErrorCode.KERNEL, "unable to handle signal " + name + ": " + e, e);
        }
    }
}
