package io.sounder.controller.module;

/** {@code pause}: waits a while, or for a line of the person at the terminal; where nobody is, that line is empty. */
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
        long began = System.nanoTime();
        if (!args.has("seconds") && !args.has("minutes")) {
            String question = args.text("prompt", "Press enter to continue, Ctrl+C to interrupt");
            String answer = call.questions()
                    .ask("[pause]\n" + question + ": ", !args.flag("echo", true))
                    .orElse("");
            long waited = (System.nanoTime() - began) / 1_000_000_000L;
            return result(waited, "Paused for " + waited + " seconds").with("user_input", answer);
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
        return result((long) seconds, "Paused for " + seconds + " seconds");
    }

    private static ModuleResult result(long seconds, String sentence) {
        return ModuleResult.of(false).with("delta", seconds).with("rc", 0L).with("stdout", sentence);
    }
}
