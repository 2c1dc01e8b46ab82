package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.List;

/** {@code async_status}: how a command stands that was started and left on the host; the same in check mode. */
public final class AsyncStatusModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("jid!", "mode");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String id = args.required("jid");
        String folder = "d=$HOME/.ansible_async/" + word(id) + "\n";
        if (args.choice("mode", "status", "status", "cleanup").equals("cleanup")) {
            String erased = call.node()
                    .output(folder + "rm -rf -- \"$d\"; echo \"$d\"\n")
                    .strip();
            return open(id, 0, 0).with("erased", erased);
        }
        String script = folder + "[ -d \"$d\" ] || exit 9\ncat -- \"$d/rc\" 2>/dev/null || echo\n";
        ExecResult state = call.node().run(script);
        if (!state.ok()) {
            return open(id, 1, 1).failing(true).with("msg", "could not find job");
        }
        if (state.out().isBlank()) {
            return open(id, 1, 0);
        }
        long code = Long.parseLong(state.out().strip());
        String out = CommandModule.stripEnd(
                call.node().run(folder + "cat -- \"$d/out\"\n").out());
        String err = CommandModule.stripEnd(
                call.node().run(folder + "cat -- \"$d/err\"\n").out());
        List<String> times = call.node()
                .run(folder + "cat -- \"$d/start\" \"$d/end\" \"$d/cmd\"\n")
                .out()
                .lines()
                .toList();
        return open(id, 1, 1)
                .changing(true)
                .failing(code != 0)
                .with("rc", code)
                .with("stdout", out)
                .with("stderr", err)
                .with("stdout_lines", CommandModule.lines(out))
                .with("stderr_lines", CommandModule.lines(err))
                .with("start", times.isEmpty() ? "" : times.getFirst())
                .with("end", times.size() < 2 ? "" : times.get(1))
                .with("delta", times.size() < 2 ? "" : CommandModule.delta(times.getFirst(), times.get(1)))
                .with("cmd", times.size() < 3 ? "" : String.join("\n", times.subList(2, times.size())))
                .with("msg", code == 0 ? "" : "non-zero return code");
    }

    private static ModuleResult open(String id, long started, long finished) {
        return ModuleResult.of(false)
                .with("ansible_job_id", id)
                .with("started", started)
                .with("finished", finished)
                .with("stdout", "")
                .with("stderr", "")
                .with("stdout_lines", List.of())
                .with("stderr_lines", List.of());
    }
}
