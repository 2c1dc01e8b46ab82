package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

/** {@code tempfile}: makes a file or folder with a new name; skipped in check mode. */
final class TempfileModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("state", "path", "prefix", "suffix");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        boolean folder = args.choice("state", "file", "file", "directory").equals("directory");
        if (call.check()) {
            return ModuleResult.skip("remote module (tempfile) does not support check mode");
        }
        String base = args.text("path").map(Paths::quoted).orElse("\"${TMPDIR:-/tmp}\"");
        String script = "mktemp " + (folder ? "-d " : "") + "-p " + base + " --suffix=" + word(args.text("suffix", ""))
                + " " + word(args.text("prefix", "ansible.") + "XXXXXXXX") + "\n";
        String path = call.node().output(script).strip();
        return ModuleResult.of(true)
                .with("path", path)
                .withAll(RemoteFile.probe(call.node(), path).facts());
    }
}
