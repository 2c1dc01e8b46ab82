package io.sounder.controller.module;

import java.util.List;

/** {@code assert}: fails unless all conditions hold; the same in check mode. */
final class AssertModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("that!", "fail_msg|msg", "success_msg", "quiet");
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        Object that = args.raw("that").orElse(List.of());
        List<?> conditions = that instanceof List<?> many ? many : List.of(that);
        for (Object condition : conditions) {
            boolean holds =
                    condition instanceof Boolean bool ? bool : call.templar().condition(condition, call.scope());
            if (!holds) {
                return ModuleResult.failure("")
                        .with("msg", args.raw("fail_msg").orElse("Assertion failed"))
                        .with("assertion", condition)
                        .with("evaluated_to", false);
            }
        }
        return ModuleResult.of(false).with("msg", args.raw("success_msg").orElse("All assertions passed"));
    }
}
