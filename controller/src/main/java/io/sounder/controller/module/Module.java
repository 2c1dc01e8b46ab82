package io.sounder.controller.module;

/** One module; stateless and thread-safe. */
public interface Module {
    /** The arguments it understands. */
    ArgSpec spec();

    /**
     * Does the work on one host.
     *
     * @throws ModuleException if the task fails; other controller exceptions mean the same
     */
    ModuleResult run(ModuleCall call);

    /** Whether it works on the controller only and never opens a connection. */
    default boolean local() {
        return false;
    }
}
