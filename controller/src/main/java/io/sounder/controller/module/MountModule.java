package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import java.util.ArrayList;
import java.util.List;

/** {@code mount}: a line of {@code fstab} is there or not, and what it names is mounted or not. Check mode compares only. */
final class MountModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "path|name!", "state!", "src", "fstype", "opts", "dump", "passno", "fstab", "boot", "backup?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = args.choice(
                "state",
                "",
                "absent",
                "absent_from_fstab",
                "mounted",
                "present",
                "unmounted",
                "remounted",
                "ephemeral");
        String path = args.required("path");
        boolean adds = List.of("present", "mounted").contains(state);
        if (List.of("present", "mounted", "ephemeral").contains(state) && (!args.has("src") || !args.has("fstype"))) {
            throw new ModuleException("state is " + state + " but all of the following are missing: src, fstype");
        }
        String fstab = args.text("fstab", "/etc/fstab");
        String before = call.node().output("cat -- " + Paths.quoted(fstab) + " 2>/dev/null || :\n");
        String after = adds ? with(before, args) : state.startsWith("absent") ? without(before, args) : before;
        boolean changed = !after.equals(before);
        if (changed && !call.check()) {
            call.node().output("cat > " + Paths.quoted(fstab) + "\n", Payload.of(after));
        }
        changed |= kernel(call, state, path, changed && adds);
        return ModuleResult.of(changed)
                .with("name", path)
                .with("src", args.raw("src").orElse(null))
                .with("fstype", args.raw("fstype").orElse(null))
                .with("opts", opts(args))
                .with("boot", args.flag("boot", true) ? "yes" : "no")
                .with("dump", args.text("dump", "0"))
                .with("passno", args.text("passno", "0"))
                .with("fstab", fstab);
    }

    private static String opts(Args args) {
        String opts = args.text("opts", "defaults");
        return args.flag("boot", true) || List.of(opts.split(",", -1)).contains("noauto") ? opts : opts + ",noauto";
    }

    private static String field(String text) {
        return text.replace(" ", "\\040").replace("\t", "\\011");
    }

    /** Whether a line of the table is about the path; swap has no path and is known by its source. */
    private static boolean isAbout(String line, Args args) {
        String[] fields = line.strip().split("\\s+", -1);
        if (line.strip().startsWith("#") || fields.length < 3) {
            return false;
        }
        boolean swap = fields[2].equals("swap") && args.has("src");
        return fields[1].equals(field(args.required("path")))
                && (!swap || fields[0].equals(field(args.required("src"))));
    }

    private static String with(String before, Args args) {
        String line = String.join(
                " ",
                field(args.required("src")),
                field(args.required("path")),
                args.required("fstype"),
                field(opts(args)),
                args.text("dump", "0"),
                args.text("passno", "0"));
        List<String> lines = new ArrayList<>();
        boolean there = false;
        for (String one : before.lines().toList()) {
            boolean about = isAbout(one, args);
            boolean same = about && List.of(one.strip().split("\\s+", -1)).equals(List.of(line.split(" ", -1)));
            lines.add(about && !same ? line : one);
            there |= about;
        }
        if (!there) {
            lines.add(line);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String without(String before, Args args) {
        List<String> lines = before.lines().filter(line -> !isAbout(line, args)).toList();
        boolean same = lines.size() == before.lines().count();
        return same ? before : lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** {@code $p} is the path, {@code $state} what is wanted; prints {@code changed} if the kernel's table changes. */
    private static final String KERNEL = """
            on() { while read -r _ m _; do [ "$m" = "$p" ] && return 0; done < /proc/mounts; return 1; }
            act() { [ "$check" = 1 ] || "$@" || exit 1; }
            case $state in
            absent) if on; then echo changed; act umount -- "$p"; fi
            if [ -d "$p" ] && [ "$check" != 1 ] && rmdir -- "$p" 2>/dev/null; then echo changed; fi ;;
            unmounted) if on; then echo changed; act umount -- "$p"; fi ;;
            mounted) if [ ! -e "$p" ]; then act mkdir -p -- "$p"; fi
            if on; then if [ "$again" = 1 ]; then act mount -o remount -- "$p"; fi
            else echo changed; act mount -- "$p"; fi ;;
            ephemeral) if [ ! -e "$p" ]; then act mkdir -p -- "$p"; fi
            if ! on; then echo changed; act mount -t "$type" -o "$opts" -- "$src" "$p"; fi ;;
            remounted) echo changed; on || { echo "'$p' is not mounted" >&2; exit 1; }; act mount -o remount -- "$p" ;;
            esac
            """;

    private static boolean kernel(ModuleCall call, String state, String path, boolean again) {
        if (state.equals("present") || state.equals("absent_from_fstab") || !path.startsWith("/")) {
            return false;
        }
        Args args = call.args();
        String head = "p=" + word(path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                + " state=" + state + " check=" + (call.check() ? 1 : 0) + " again=" + (again ? 1 : 0) + " type="
                + word(args.text("fstype", "")) + " opts=" + word(opts(args)) + " src=" + word(args.text("src", ""))
                + "\n";
        ExecResult result = call.node().run(head + KERNEL);
        if (!result.ok()) {
            throw new ModuleException("Error with '" + path + "' (state " + state + "): "
                    + result.err().strip());
        }
        return result.out().contains("changed");
    }
}
