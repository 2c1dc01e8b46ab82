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
            call.node().output(folder + "rm -rf -- \"$d\"\n");
            return ModuleResult.of(false).with("ansible_job_id", id).with("erased", "~/.ansible_async/" + id);
        }
        String script = folder + "[ -d \"$d\" ] || exit 9\ncat -- \"$d/rc\" 2>/dev/null || echo\n";
        ExecResult state = call.node().run(script);
        if (!state.ok()) {
            return ModuleResult.failure("could not find job")
                    .with("ansible_job_id", id)
                    .with("started", 1L)
                    .with("finished", 1L);
        }
        ModuleResult result;
        if (state.out().isBlank()) {
            result = ModuleResult.of(false)
                    .with("finished", 0L)
                    .with("stdout", "")
                    .with("stderr", "");
            return result.with("started", 1L).with("ansible_job_id", id).with("stdout_lines", List.of());
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
        return ModuleResult.of(true)
                .failing(code != 0)
                .with("ansible_job_id", id)
                .with("started", 1L)
                .with("finished", 1L)
                .with("rc", code)
                .with("stdout", out)
                .with("stderr", err)
                .with("stdout_lines", CommandModule.lines(out))
                .with("stderr_lines", CommandModule.lines(err))
                .with("start", times.isEmpty() ? "" : times.getFirst())
                .with("end", times.size() < 2 ? "" : times.get(1))
                .with("cmd", times.size() < 3 ? "" : String.join("\n", times.subList(2, times.size())))
                .with("msg", code == 0 ? "" : "non-zero return code");
    }
}
