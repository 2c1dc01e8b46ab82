package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

/** {@code dpkg_selections}: what dpkg is to do with a package, such as to hold it. Check mode compares only. */
final class DpkgSelectionsModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name!", "selection!");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        String name = call.args().required("name");
        String wanted = call.args().choice("selection", "", "install", "hold", "deinstall", "purge");
        String[] said = call.node()
                .output("dpkg --get-selections " + word(name) + " 2>/dev/null || :\n")
                .strip()
                .split("\\s+", -1);
        String before = said.length < 2 ? "not present" : said[1];
        boolean changed = !before.equals(wanted);
        if (changed && !call.check()) {
            call.node().output("printf '%s %s\\n' " + word(name) + " " + wanted + " | dpkg --set-selections\n");
        }
        return ModuleResult.of(changed).with("before", before).with("after", wanted);
    }
}
