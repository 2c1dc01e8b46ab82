package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.nio.file.Path;
import java.util.List;

/** {@code raw} and {@code script}: text, or a script of the controller, run by the shell; skipped in check mode. */
final class RawModule implements Module {
    private final boolean script;

    RawModule(boolean script) {
        this.script = script;
    }

    @Override
    public ArgSpec spec() {
        return ArgSpec.of("cmd", "chdir", "creates", "removes", "executable");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String text = args.free() == null ? args.required("cmd") : args.free();
        for (String option : List.of("creates", "removes")) {
            if (args.has(option)) {
                boolean there = call.node()
                        .run("[ -e " + Paths.quoted(args.required(option)) + " ]\n")
                        .ok();
                if (there == option.equals("creates")) {
                    return ModuleResult.skip(args.required(option) + (there ? " exists" : " does not exist")
                            + ", matching " + option + " option");
                }
            }
        }
        if (call.check()) {
            return ModuleResult.skip("check mode: the command was not run");
        }
        ExecResult ran = script ? runFile(call, text) : call.node().run(text + "\n");
        String out = ran.out();
        return ModuleResult.of(true)
                .failing(ran.code() != 0)
                .with("rc", (long) ran.code())
                .with("stdout", out)
                .with("stdout_lines", CommandModule.lines(out))
                .with("stderr", ran.err())
                .with("stderr_lines", CommandModule.lines(ran.err()))
                .with("msg", ran.code() == 0 ? "" : "non-zero return code");
    }

    private static ExecResult runFile(ModuleCall call, String text) {
        List<String> words = Words.split(text);
        Path file = call.files().get("files", words.getFirst());
        String rest = String.join(" ", words.stream().skip(1).map(Paths::word).toList());
        String head = call.args()
                .text("chdir")
                .map(folder -> "cd " + Paths.quoted(folder) + " || exit 1\n")
                .orElse("");
        String run = call.args()
                        .text("executable")
                        .map(program -> word(program) + " \"$t\" ")
                        .orElse("\"$t\" ")
                + rest;
        String whole =
                "t=$(mktemp) || exit 1\ntrap 'rm -f -- \"$t\"' EXIT\ncat > \"$t\" && chmod 0700 \"$t\" || exit 1\n"
                        + head + run + " </dev/null\n";
        return call.node().run(whole, Content.of(file, call.templar().secrets()).payload());
    }
}
