package io.sounder.controller.module;

import io.sounder.controller.host.UnreachableException;

/** {@code wait_for_connection}: waits until a host answers; does nothing in check mode. */
final class WaitForConnectionModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("timeout", "connect_timeout", "delay", "sleep");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        long start = System.nanoTime();
        if (!call.check()) {
            pause(args.number("delay", 0));
            await(call, args.number("timeout", 600), args.number("sleep", 1));
        }
        return ModuleResult.of(false).with("elapsed", (System.nanoTime() - start) / 1_000_000_000);
    }

    /** Returns when a script ran on the host. */
    static void await(ModuleCall call, double timeout, double sleep) {
        long end = System.nanoTime() + (long) (timeout * 1e9);
        while (true) {
            try {
                if (call.node().run("exit 0\n").ok()) {
                    return;
                }
            } catch (UnreachableException e) {
                if (System.nanoTime() > end) {
                    throw new ModuleException("timed out waiting for the host to answer: " + e.text(), e);
                }
            }
            if (System.nanoTime() > end) {
                throw new ModuleException("timed out waiting for the host to answer");
            }
            pause(sleep);
        }
    }

    static void pause(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleException("interrupted while waiting", e);
        }
    }
}
