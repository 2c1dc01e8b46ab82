package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code systemd} and {@code service}: a unit runs or not, is enabled or not. Check mode looks only. */
final class ServiceModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "name|service|unit",
                "state",
                "enabled",
                "daemon_reload|daemon-reload",
                "daemon_reexec?",
                "masked",
                "force",
                "no_block",
                "scope",
                "use",
                "arguments|args?",
                "sleep?",
                "pattern?",
                "runlevel?");
    }

    /**
     * Reads the unit, then acts on it. Prints {@code changed=} lines. A unit that does not exist is an error, except that
     * it may be stopped or disabled when nothing of it is there.
     */
    private static final String SCRIPT = """
            command -v systemctl >/dev/null 2>&1 || { echo "no systemctl on this host: cannot manage the service '$name'" >&2; exit 1; }
            run() { [ "$check" = 1 ] || $ctl "$@" || exit 1; }
            if [ "$reload" = 1 ]; then run daemon-reload; fi
            [ -n "$name" ] || exit 0
            all=$($ctl show -- "$name" 2>/dev/null) || all=
            of() { printf '%s\n' "$all" | sed -n "s/^$1=//p"; }
            load=$(of LoadState); active=$(of ActiveState)
            if [ -z "$active" ]; then active=$($ctl is-active -- "$name" 2>/dev/null) || :; fi
            [ -n "$active" ] || { $ctl show -- "$name" >/dev/null || exit 1; }
            if [ -n "$all" ]; then printf '%s\n' "$all" | sed -n 's/^[A-Z][A-Za-z0-9]*=/show &/p'; else echo "show ActiveState=$active"; fi
            if [ -n "$masked" ]; then
            m=0; [ "$load" = masked ] && m=1
            if [ "$m" != "$masked" ]; then echo changed=1; if [ "$masked" = 1 ]; then run mask "$name"; else run unmask "$name"; fi; fi
            fi
            if [ "$load" = not-found ] && [ -n "$state$enabled" ] && [ "$masked" != 1 ]; then
            echo "Could not find the requested service $name: host" >&2; exit 1
            fi
            if [ -n "$enabled" ]; then
            e=0; case $($ctl is-enabled -- "$name" 2>/dev/null) in enabled*|static|alias|indirect|generated) e=1 ;; esac
            if [ "$e" != "$enabled" ]; then echo changed=1; if [ "$enabled" = 1 ]; then run enable $force "$name"; else run disable "$name"; fi; fi
            fi
            case $active in active|activating|reloading) up=1 ;; *) up=0 ;; esac
            case $state in
            started) if [ $up = 0 ]; then echo changed=1; run start $block "$name"; fi ;;
            stopped) if [ $up = 1 ] || [ "$active" = deactivating ]; then echo changed=1; run stop $block "$name"; fi ;;
            restarted) echo changed=1; run restart $block "$name" ;;
            reloaded) echo changed=1; if [ $up = 1 ]; then run reload $block "$name"; else run start $block "$name"; fi ;;
            esac
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = args.text("state")
                .map(value -> args.choice("state", value, "started", "stopped", "restarted", "reloaded"))
                .orElse("");
        String name = args.text("name", "");
        args.choice("use", "auto", "auto", "systemd");
        if (name.isEmpty() && (!state.isEmpty() || args.has("enabled") || args.has("masked"))) {
            throw new ModuleException("name is required when state, enabled or masked is given");
        }
        String scope = args.text("scope", "system");
        String head = "name=" + word(name) + " state=" + word(state) + " enabled=" + bit(args, "enabled") + " masked="
                + bit(args, "masked") + " reload=" + bit(args, "daemon_reload") + " check=" + (call.check() ? "1" : "0")
                + " force=" + (args.flag("force", false) ? "--force" : "") + " block="
                + (args.flag("no_block", false) ? "--no-block" : "") + "\nctl='systemctl"
                + (scope.equals("system") ? "" : " --" + scope) + "'\n";
        ExecResult result = call.node().run(head + SCRIPT);
        if (!result.ok()) {
            String said = result.err().isBlank() ? result.out() : result.err();
            throw new ModuleException("Unable to manage service " + name + ": " + said.strip());
        }
        boolean changed = result.out().contains("changed=1");
        ModuleResult done = ModuleResult.of(changed)
                .with("name", name.isEmpty() ? null : name)
                .with("status", status(result.out()));
        if (args.has("enabled")) {
            done = done.with("enabled", args.flag("enabled", false));
        }
        return state.isEmpty() ? done : done.with("state", state.equals("stopped") ? "stopped" : "started");
    }

    /** All that systemd tells of the unit, as it was before. */
    private static Map<String, String> status(String out) {
        return Http.pairs(out.lines()
                .filter(line -> line.startsWith("show "))
                .map(line -> line.substring("show ".length()))
                .collect(Collectors.joining("\n")));
    }

    private static String bit(Args args, String name) {
        return args.has(name) ? (args.flag(name, false) ? "1" : "0") : "''";
    }
}
