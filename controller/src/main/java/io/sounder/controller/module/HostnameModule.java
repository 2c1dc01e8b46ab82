package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

/** {@code hostname}: the name of the host, now and after a restart. Check mode compares only. */
final class HostnameModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name!", "use?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        String name = call.args().required("name");
        String now = call.node().output("uname -n; head -n 1 /etc/hostname 2>/dev/null || :\n");
        String[] lines = now.split("\n", -1);
        boolean changed =
                !lines[0].equals(name) || (lines.length > 1 && !lines[1].strip().equals(name));
        if (changed && !call.check()) {
            call.node()
                    .output("n=" + word(name)
                            + "\nif command -v hostnamectl >/dev/null 2>&1 && hostnamectl set-hostname \"$n\""
                            + " 2>/dev/null; then exit 0; fi\necho \"$n\" > /etc/hostname && hostname \"$n\"\n");
        }
        return ModuleResult.of(changed).with("name", name);
    }
}
