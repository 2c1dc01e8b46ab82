package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

/** {@code timezone}: the zone of {@code /etc/localtime} and {@code /etc/timezone}. Check mode compares only; shows diffs. */
final class TimezoneModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name!", "hwclock|rtc?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        String zone = call.args().required("name");
        String now = call.node()
                .output(
                        "[ -e /usr/share/zoneinfo/" + word(zone) + " ] || { echo \"the time zone '\"" + word(zone)
                                + "\"' is not known on this host\" >&2; exit 1; }\n"
                                + "l=$(readlink /etc/localtime); echo \"${l#*zoneinfo/}\"; cat /etc/timezone 2>/dev/null || :\n");
        String[] lines = now.split("\n", -1);
        String linked = lines[0].isEmpty() && lines.length > 1 ? lines[1].strip() : lines[0];
        boolean written =
                lines.length < 2 || lines[1].isBlank() || lines[1].strip().equals(zone);
        boolean changed = !linked.equals(zone) || !written;
        if (changed && !call.check()) {
            call.node()
                    .output("ln -sfn /usr/share/zoneinfo/" + word(zone) + " /etc/localtime || exit 1\n"
                            + "if [ -e /etc/timezone ]; then echo " + word(zone) + " > /etc/timezone; fi\n");
        }
        ModuleResult result = ModuleResult.of(changed);
        return changed ? result.with(new Diff(linked + "\n", zone + "\n", "timezone", "timezone")) : result;
    }
}
