package io.sounder.controller.module;

/** {@code fail}: fails with a message, in check mode too. */
final class FailModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("msg");
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        return ModuleResult.failure(call.args().text("msg", "Failed as requested from task"));
    }
}
