package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code command} and {@code shell}: runs something, always changed. In check mode it is skipped, unless {@code creates}
 * or {@code removes} already tells the outcome.
 */
public final class CommandModule implements Module {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    /** Starts the sentence of a script that did not get as far as the command. */
    private static final String NOT_STARTED = "--not started--";

    /** Starts the sentence of a script for which there was nothing to do. */
    private static final String NOT_NEEDED = "--not needed--";

    private final boolean shell;

    CommandModule(boolean shell) {
        this.shell = shell;
    }

    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "cmd",
                "argv",
                "chdir",
                "creates",
                "removes",
                "executable",
                "stdin",
                "stdin_add_newline",
                "strip_empty_ends",
                "warn");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        List<String> argv = argv(args);
        Object shown = shell ? argv.getFirst() : argv;
        if (call.check()) {
            Optional<ModuleResult> done = alreadyDone(call, shown);
            return done.isPresent()
                    ? done.get()
                    : ModuleResult.skip("Command would have run if not in check mode")
                            .with("cmd", shown)
                            .with("rc", 0L)
                            .with("stdout", "")
                            .with("stderr", "")
                            .with("stdout_lines", List.of())
                            .with("stderr_lines", List.of());
        }
        LocalDateTime start = LocalDateTime.now(ZoneId.systemDefault());
        ExecResult ran = call.node().run(guards(args) + script(args, argv), stdin(args));
        LocalDateTime end = LocalDateTime.now(ZoneId.systemDefault());
        if (ran.code() == 126 && ran.err().startsWith(NOT_NEEDED)) {
            String option = ran.err().substring(NOT_NEEDED.length()).strip();
            return notNeeded(option, args.required(option), shown);
        }
        if (ran.code() == 126 && ran.err().startsWith(NOT_STARTED)) {
            return notStarted(ran.err().substring(NOT_STARTED.length()).strip(), argv);
        }
        boolean strip = args.flag("strip_empty_ends", true);
        String out = strip ? stripEnd(ran.out()) : ran.out();
        String err = strip ? stripEnd(ran.err()) : ran.err();
        return ModuleResult.of(true)
                .failing(ran.code() != 0)
                .with("cmd", shown)
                .with("rc", (long) ran.code())
                .with("stdout", out)
                .with("stderr", err)
                .with("stdout_lines", lines(out))
                .with("stderr_lines", lines(err))
                .with("start", TIME.format(start))
                .with("end", TIME.format(end))
                .with("delta", delta(Duration.between(start, end)))
                .with("msg", ran.code() == 0 ? "" : "non-zero return code");
    }

    /**
     * Starts the command on the host and leaves it there; {@code async_status} tells how it stands.
     *
     * @param id of the job
     * @param seconds after which it is ended
     */
    public ModuleResult start(ModuleCall call, String id, long seconds) {
        List<String> argv = argv(call.args());
        Object shown = shell ? argv.getFirst() : argv;
        Optional<ModuleResult> done = alreadyDone(call, shown);
        if (done.isPresent()) {
            return done.get();
        }
        String text = script(call.args(), argv);
        String head = "d=$HOME/.ansible_async/" + word(id) + " limit=" + seconds + " text="
                + word(String.join(" ", argv)) + "\n";
        String folder = call.node().output(head + START, Payload.of(text)).strip();
        return ModuleResult.of(true)
                .with("started", 1L)
                .with("finished", 0L)
                .with("results_file", folder)
                .with("ansible_job_id", id);
    }

    /** {@code $d} is the folder of the job; standard input is the script. */
    private static final String START = """
            umask 077; mkdir -p -- "$d" && cat > "$d/script" && printf '%s\\n' "$text" > "$d/cmd" || exit 1
            export d limit; nohup setsid sh -c 'date "+%F %T.%6N" > "$d/start"
            timeout "$limit" sh "$d/script" > "$d/out" 2> "$d/err" </dev/null; c=$?
            date "+%F %T.%6N" > "$d/end"; echo $c > "$d/rc.new"; mv "$d/rc.new" "$d/rc"' >/dev/null 2>&1 </dev/null &
            echo "$d"
            """;

    private ModuleResult notStarted(String reason, List<String> argv) {
        boolean folder = reason.startsWith("Unable to change directory");
        return ModuleResult.failure(folder ? reason : "[Errno 2] No such file or directory: b'" + reason + "'")
                .with("cmd", folder && !shell ? argv : String.join(" ", argv))
                .with("rc", folder ? null : 2L)
                .with("stdout", "")
                .with("stderr", "")
                .with("stdout_lines", List.of())
                .with("stderr_lines", List.of());
    }

    private List<String> argv(Args args) {
        if (args.has("argv")) {
            return args.list("argv");
        }
        String text = Optional.ofNullable(args.free())
                .or(() -> args.text("cmd"))
                .orElseThrow(() -> new ModuleException("no command given"));
        return shell ? List.of(text) : Words.split(text);
    }

    private static Optional<ModuleResult> alreadyDone(ModuleCall call, Object shown) {
        for (String option : List.of("creates", "removes")) {
            Optional<String> pattern = call.args().text(option);
            if (pattern.isPresent()) {
                boolean there = call.node()
                        .run(inFolder(call.args()) + exists(pattern.get()))
                        .ok();
                if (there == option.equals("creates")) {
                    return Optional.of(notNeeded(option, pattern.get(), shown));
                }
                if (call.check()) {
                    return Optional.of(ModuleResult.of(true)
                            .with("msg", "Command would have run if not in check mode")
                            .with("cmd", shown)
                            .with("rc", 0L));
                }
            }
        }
        return Optional.empty();
    }

    private static ModuleResult notNeeded(String option, String pattern, Object shown) {
        String there = option.equals("creates") ? " exists" : " does not exist";
        String skipped = "skipped, since " + pattern + there;
        return ModuleResult.of(false)
                .with("msg", "Did not run command since '" + pattern + "'" + there)
                .with("cmd", shown)
                .with("rc", 0L)
                .with("stdout", skipped)
                .with("stdout_lines", List.of(skipped))
                .with("stderr", "")
                .with("stderr_lines", List.of());
    }

    /** Text before a script that ends it where it is not needed. */
    private static String guards(Args args) {
        StringBuilder guards = new StringBuilder();
        for (String option : List.of("creates", "removes")) {
            args.text(option)
                    .ifPresent(pattern -> guards.append("if (")
                            .append(inFolder(args))
                            .append(exists(pattern))
                            .append(") 2>/dev/null; then ")
                            .append(option.equals("creates") ? "" : ":; else ")
                            .append("echo '")
                            .append(NOT_NEEDED)
                            .append(option)
                            .append("' >&2; exit 126; fi\n"));
        }
        return guards.toString();
    }

    /** A pattern of the shell: blanks in it are taken literally. */
    private static String exists(String pattern) {
        String quoted = pattern.replaceAll("([^A-Za-z0-9_/.*?\\[\\]~-])", "\\\\$1");
        return "for f in " + quoted + "; do [ -e \"$f\" ] && exit 0; done; exit 1";
    }

    private static String inFolder(Args args) {
        return args.text("chdir")
                .map(folder -> "cd " + Paths.quoted(folder) + " 2>/dev/null || { echo '" + NOT_STARTED
                        + "Unable to change directory before execution' >&2; exit 126; }\n")
                .orElse("");
    }

    private String script(Args args, List<String> argv) {
        String executable = args.text("executable", "/bin/sh");
        String folder = inFolder(args);
        if (!shell) {
            // Variables have the values from before the change of folder.
            String line = String.join(" ", argv.stream().map(Paths::word).toList());
            String check =
                    "command -v -- \"$1\" >/dev/null 2>&1 || { echo \"" + NOT_STARTED + "$1\" >&2; exit 126; }\n";
            return "set -- " + line + "\n" + folder + check + "exec \"$@\"\n";
        }
        String text = argv.getFirst();
        if (!SHELLS.contains(executable.substring(executable.lastIndexOf('/') + 1))) {
            return folder + "exec " + word(executable) + " -c " + word(text) + "\n";
        }
        // The text may hold secrets: it goes through the environment, never through an argument list.
        return folder + "SOUNDER_TEXT=" + word(text) + " exec " + word(executable)
                + " -c 'c=$SOUNDER_TEXT; unset SOUNDER_TEXT; eval \"unset c; $c\"'\n";
    }

    private static Payload stdin(Args args) {
        return args.text("stdin")
                .map(text -> Payload.of(args.flag("stdin_add_newline", true) ? text + "\n" : text))
                .orElse(Payload.none());
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        return lines;
    }

    /** The time between two moments as {@code start} and {@code end} have them. */
    static String delta(String start, String end) {
        return delta(Duration.between(LocalDateTime.parse(start, TIME), LocalDateTime.parse(end, TIME)));
    }

    private static String delta(Duration took) {
        return String.format(
                "%d:%02d:%02d.%06d",
                took.toHours(), took.toMinutesPart(), took.toSecondsPart(), took.toNanosPart() / 1000);
    }
}
