package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code wait_for}: waits on the host for a port, a path, or text in a file, or for their absence. Never changed; skipped in
 * check mode.
 */
final class WaitForModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "host",
                "port",
                "path",
                "search_regex",
                "state",
                "timeout",
                "delay",
                "sleep",
                "connect_timeout",
                "msg",
                "active_connection_states?",
                "exclude_hosts?");
    }

    /** {@code open_port HOST PORT}: true if something accepts connections there. */
    private static final String OPEN_PORT = """
            listening() {
            h=$(printf %04X "$1")
            cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ l _ s _; do
            case $l in *:$h) [ "$s" = 0A ] && { echo yes; break; } ;; esac
            done | grep -q yes
            }
            open_port() {
            if command -v bash >/dev/null 2>&1; then timeout "$connect" bash -c ': < "/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
            elif command -v nc >/dev/null 2>&1; then nc -z -w "$connect" "$1" "$2" >/dev/null 2>&1
            else case $1 in 127.*|localhost|::1|0.0.0.0) listening "$2" ;;
            *) echo "neither bash nor nc on this host: cannot try port $2 of $1" >&2; exit 9 ;; esac; fi
            }
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (args.has("port") && args.has("path")) {
            throw new ModuleException("port and path parameter can not both be passed to wait_for");
        }
        if (call.check()) {
            return ModuleResult.skip("remote module (wait_for) does not support check mode");
        }
        String state = args.choice("state", "started", "started", "present", "stopped", "absent", "drained");
        if (state.equals("drained")) {
            throw new ModuleException("state=drained is not supported");
        }
        boolean gone = state.equals("stopped") || state.equals("absent");
        double timeout = args.number("timeout", 300);
        if (!args.has("port") && !args.has("path")) {
            call.node().output("sleep " + timeout + "\n");
            return ModuleResult.of(false).with("state", state).with("elapsed", (long) timeout);
        }
        long start = System.nanoTime();
        Optional<String> regex = args.text("search_regex");
        boolean java = regex.isPresent() && args.has("path");
        Optional<MatchResult> match = java ? search(call, regex.get(), timeout, start, gone) : Optional.empty();
        boolean reached = java ? match.isPresent() : loop(call, test(args), timeout, gone);
        long elapsed = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        if (!reached) {
            return ModuleResult.failure(args.text("msg").orElseGet(() -> timedOut(args, gone)))
                    .with("elapsed", elapsed);
        }
        String shown = args.has("path")
                ? RemoteFile.probe(call.node(), args.required("path")).state()
                : state;
        return ModuleResult.of(false)
                .with("state", shown)
                .with("port", args.has("port") ? (Object) (long) args.number("port", 0) : null)
                .with("path", args.text("path").orElse(null))
                .with("search_regex", regex.orElse(null))
                .with("match_groups", match.map(WaitForModule::groups).orElse(List.of()))
                .with("match_groupdict", match.map(WaitForModule::named).orElse(Map.of()))
                .with("elapsed", elapsed);
    }

    private static String timedOut(Args args, boolean gone) {
        String what = args.text("port")
                .map(port -> args.text("host", "127.0.0.1") + ":" + port)
                .orElseGet(() -> args.text("search_regex")
                                .map(text -> "search string " + text + " in ")
                                .orElse("file ")
                        + args.text("path", ""));
        return gone
                ? "Timeout when waiting for " + what + (args.has("port") ? " to stop." : " to be absent.")
                : "Timeout when waiting for " + what;
    }

    private static String test(Args args) {
        if (args.has("path")) {
            return "[ -e " + Paths.quoted(args.required("path")) + " ]";
        }
        return "open_port " + word(args.text("host", "127.0.0.1")) + " " + (long) args.number("port", 0);
    }

    private static boolean loop(ModuleCall call, String test, double timeout, boolean gone) {
        Args args = call.args();
        String script = "connect=" + (long) Math.max(args.number("connect_timeout", 5), 1) + "\n" + OPEN_PORT
                + "sleep " + args.number("delay", 0) + "\nend=$(($(date +%s) + " + (long) timeout + "))\nwhile :; do\n"
                + (gone ? "( " + test + " ) || exit 0\n" : "( " + test + " ) && exit 0\n[ $? = 9 ] && exit 9\n")
                + "[ \"$(date +%s)\" -lt \"$end\" ] || exit 7\nsleep " + args.number("sleep", 1) + "\ndone\n";
        ExecResult result = call.node().run(script);
        if (result.code() != 0 && result.code() != 7) {
            throw new ModuleException(result.err().strip());
        }
        return result.ok();
    }

    private static List<@Nullable String> groups(MatchResult match) {
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 1; match.hasMatch() && i <= match.groupCount(); i++) {
            groups.add(match.group(i));
        }
        return groups;
    }

    private static Map<String, @Nullable String> named(MatchResult match) {
        Map<String, @Nullable String> named = new TreeMap<>();
        if (match.hasMatch()) {
            match.namedGroups().keySet().forEach(name -> named.put(name, match.group(name)));
        }
        return named;
    }

    /** The expression is Python's: the text is fetched and matched here; empty when time is up. */
    private static Optional<MatchResult> search(
            ModuleCall call, String regex, double timeout, long start, boolean gone) {
        Args args = call.args();
        var pattern = PythonRegex.compile(regex, java.util.regex.Pattern.MULTILINE);
        sleep(args.number("delay", 0));
        while (true) {
            ExecResult content = call.node().run("cat -- " + Paths.quoted(args.required("path")) + "\n");
            Matcher matcher = pattern.matcher(content.out());
            boolean found = content.ok() && matcher.find();
            if (found != gone) {
                return Optional.of(matcher.toMatchResult());
            }
            if ((System.nanoTime() - start) / 1e9 >= timeout) {
                return Optional.empty();
            }
            sleep(args.number("sleep", 1));
        }
    }

    private static void sleep(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleException("interrupted while waiting", e);
        }
    }
}
