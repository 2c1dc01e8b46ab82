package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code sysctl}: a kernel parameter has a value in a file, and in the kernel if wanted. Check mode compares only. */
final class SysctlModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name|key!", "value|val", "state", "reload", "sysctl_set", "sysctl_file", "ignoreerrors");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String name = args.required("name").strip();
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        if (present && args.text("value", "").isEmpty()) {
            throw new ModuleException("value of '" + name + "' cannot be empty");
        }
        String value = oneLine(args.text("value", ""));
        String file = args.text("sysctl_file", "/etc/sysctl.conf");
        String before = call.node().output("cat -- " + Paths.quoted(file) + " 2>/dev/null || :\n");
        String after = edited(before, name, present ? value : null);
        boolean written = !after.equals(before) && (present ? !has(before, name, value) : mentions(before, name));
        boolean set = present
                && args.flag("sysctl_set", false)
                && !inKernel(call, name).equals(value);
        if (!call.check()) {
            if (set) {
                act(call, args, "sysctl" + tolerance(args) + " -w " + word(name + "=" + value) + "\n", "set " + name);
            }
            if (written) {
                Placement.of(call.node(), Ownership.KEPT).put(file, after);
                if (args.flag("reload", true)) {
                    act(call, args, "sysctl" + tolerance(args) + " -p " + Paths.quoted(file) + "\n", "reload " + file);
                }
            }
        }
        return ModuleResult.of(written || set);
    }

    private static String tolerance(Args args) {
        return args.flag("ignoreerrors", false) ? " -e" : "";
    }

    private static void act(ModuleCall call, Args args, String script, String what) {
        ExecResult result = call.node().run(script);
        if (!result.ok() && !args.flag("ignoreerrors", false)) {
            throw new ModuleException("Failed to " + what + ": " + result.err().strip());
        }
    }

    private static String inKernel(ModuleCall call, String name) {
        return oneLine(call.node()
                .run("sysctl -n " + word(name) + " 2>/dev/null || :\n")
                .out());
    }

    private static String oneLine(String text) {
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "yes", "true" -> "1";
            case "no", "false" -> "0";
            default -> String.join(" ", text.strip().split("\\s+", -1));
        };
    }

    /** A line of the file as name and value, or null if it is a comment or says nothing. */
    private static String[] parsed(String line) {
        String text = line.strip();
        boolean comment = text.startsWith("#") || text.startsWith(";") || !text.contains("=");
        String[] pair = text.split("=", 2);
        return comment ? new String[0] : new String[] {pair[0].strip(), oneLine(pair[1])};
    }

    private static boolean mentions(String text, String name) {
        return text.lines().map(SysctlModule::parsed).anyMatch(pair -> pair.length == 2 && pair[0].equals(name));
    }

    private static boolean has(String text, String name, String value) {
        List<String[]> found = text.lines()
                .map(SysctlModule::parsed)
                .filter(pair -> pair.length == 2 && pair[0].equals(name))
                .toList();
        return !found.isEmpty() && found.getLast()[1].equals(value);
    }

    private static String edited(String before, String name, @org.jspecify.annotations.Nullable String value) {
        List<String> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String line : before.lines().toList()) {
            String[] pair = parsed(line);
            if (pair.length == 0) {
                lines.add(line);
            } else if (pair[0].equals(name)) {
                if (value != null && seen.add(name)) {
                    lines.add(name + "=" + value);
                }
            } else if (seen.add(pair[0])) {
                lines.add(line);
            }
        }
        if (value != null && !seen.contains(name)) {
            lines.add(name + "=" + value);
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
