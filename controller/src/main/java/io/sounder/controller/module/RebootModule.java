package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.LocalConnection;
import io.sounder.controller.host.UnreachableException;

/** {@code reboot}: starts the host anew and waits until it answers again; only says so in check mode. */
final class RebootModule implements Module {
    private static final String BOOT = "cat /proc/sys/kernel/random/boot_id\n";

    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "reboot_timeout|reboot_timeout_sec",
                "pre_reboot_delay|pre_reboot_delay_sec",
                "post_reboot_delay|post_reboot_delay_sec",
                "connect_timeout|connect_timeout_sec",
                "msg",
                "test_command",
                "reboot_command",
                "boot_time_command",
                "search_paths?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (call.node().connection().get() instanceof LocalConnection) {
            throw new ModuleException("Running reboot with local connection would reboot the control node.");
        }
        if (call.check()) {
            return ModuleResult.of(true).with("elapsed", 0L).with("rebooted", true);
        }
        long start = System.nanoTime();
        String boot = args.text("boot_time_command").map(one -> one + "\n").orElse(BOOT);
        String before = call.node().output(boot);
        long minutes = (long) args.number("pre_reboot_delay", 0) / 60;
        String command = args.text("reboot_command")
                .orElse("shutdown -r +" + minutes + " " + word(args.text("msg", "Reboot initiated by Ansible")));
        try {
            call.node()
                    .run("nohup sh -c " + word("sleep 1; PATH=$PATH:/sbin:/usr/sbin; " + command)
                            + " >/dev/null 2>&1 </dev/null &\n");
        } catch (UnreachableException e) {
            // The host may go down before it has answered.
        }
        double timeout = args.number("reboot_timeout", 600);
        awaitOther(call, boot, before, start + (long) (timeout * 1e9));
        WaitForConnectionModule.pause(args.number("post_reboot_delay", 0));
        if (!call.node()
                .run(args.text("test_command", "whoami") + " >/dev/null\n")
                .ok()) {
            throw new ModuleException("the host is up again, but '" + args.text("test_command", "whoami") + "' fails");
        }
        return ModuleResult.of(true)
                .with("rebooted", true)
                .with("elapsed", (System.nanoTime() - start) / 1_000_000_000);
    }

    private static void awaitOther(ModuleCall call, String boot, String before, long end) {
        while (System.nanoTime() < end) {
            WaitForConnectionModule.pause(2);
            try {
                String now = call.node().run(boot).out();
                if (!now.isBlank() && !now.equals(before)) {
                    return;
                }
            } catch (UnreachableException e) {
                // It is down, which is what was asked for.
            }
        }
        throw new ModuleException("Timed out waiting for the host to start anew");
    }
}
