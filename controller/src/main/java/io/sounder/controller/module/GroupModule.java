package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.Optional;

/** {@code group}: a group of users is there or not. Check mode looks only. */
final class GroupModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name!", "gid", "state", "system", "local?", "non_unique");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String name = args.required("name");
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        Optional<String> gid = args.text("gid");
        String line =
                call.node().run("getent group -- " + word(name) + "\n").out().strip();
        String now = line.isEmpty() ? "" : line.split(":", -1)[2];
        String command = "";
        if (present && line.isEmpty()) {
            command = "groupadd " + gid.map(id -> "-g " + word(id) + " ").orElse("")
                    + (args.flag("system", false) ? "-r " : "") + (args.flag("non_unique", false) ? "-o " : "");
        } else if (present && gid.isPresent() && !gid.get().equals(now)) {
            command = "groupmod -g " + word(gid.get()) + " ";
        } else if (!present && !line.isEmpty()) {
            command = "groupdel ";
        }
        if (!command.isEmpty() && !call.check()) {
            call.node().output(command + word(name) + "\n");
        }
        ModuleResult result = ModuleResult.of(!command.isEmpty())
                .with("name", name)
                .with("state", present ? "present" : "absent")
                .with("system", args.flag("system", false));
        String id = call.check()
                ? now
                : call.node()
                        .run("getent group -- " + word(name) + " | cut -d: -f3\n")
                        .out()
                        .strip();
        return id.isEmpty() ? result : result.with("gid", Long.parseLong(id));
    }
}
