package io.sounder.controller.module;

/** {@code ping}: proves that scripts run on the host; the same in check mode. */
final class PingModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("data");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        call.node().output(":\n");
        return ModuleResult.of(false).with("ping", call.args().text("data", "pong"));
    }
}
