package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.stream.Collectors;

/** {@code modprobe}: a kernel module is loaded or not. Check mode looks only. */
final class ModprobeModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name!", "state", "params", "persistent?");
    }

    /** {@code $n} is the module; prints {@code changed} if it was not as wanted. */
    private static final String SCRIPT = """
            m=$(printf %s "$n" | tr - _); k=$(uname -r); there=0
            grep -q "^$m " /proc/modules 2>/dev/null && there=1
            for f in /lib/modules/$k/modules.builtin; do
            if [ $there = 0 ] && [ -r "$f" ] && tr - _ < "$f" | grep -q "/$m\\.ko"; then there=1; fi; done
            [ "$there" = "$wanted" ] && exit 0
            echo changed
            [ "$check" = 1 ] && exit 0
            if [ "$wanted" = 1 ]; then modprobe -- "$n" "$@"; else modprobe -r -- "$n"; fi
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = args.choice("state", "present", "present", "absent");
        String name = args.required("name");
        String params = Words.split(args.text("params", "")).stream()
                .map(one -> " " + word(one))
                .collect(Collectors.joining());
        String head = "n=" + word(name) + " wanted=" + (state.equals("present") ? 1 : 0) + " check="
                + (call.check() ? 1 : 0) + "\nset --" + params + "\n";
        boolean changed = call.node().output(head + SCRIPT).startsWith("changed");
        return ModuleResult.of(changed)
                .with("name", name)
                .with("params", args.text("params", ""))
                .with("state", state);
    }
}
