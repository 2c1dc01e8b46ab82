package io.sounder.controller.module;

/** {@code pause}: waits a while, once for all hosts; a prompt is shown as a message, nobody is asked. */
final class PauseModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("seconds", "minutes", "prompt", "echo");
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (!args.has("seconds") && !args.has("minutes")) {
            throw new ModuleException("pause needs seconds or minutes: there is nobody to ask");
        }
        double seconds = args.number("seconds", 0) + 60 * args.number("minutes", 0);
        if (!call.check()) {
            try {
                Thread.sleep((long) (seconds * 1000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModuleException("interrupted while pausing", e);
            }
        }
        return ModuleResult.of(false)
                .with("delta", (long) seconds)
                .with("rc", 0L)
                .with("stdout", "Paused for " + seconds + " seconds");
    }
}
