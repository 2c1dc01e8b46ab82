package io.sounder.controller.module;

import io.sounder.controller.host.ExecResult;
import java.util.Base64;

/** {@code slurp}: a file's content in Base64; the same in check mode. */
final class SlurpModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("src|path!");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        String src = call.args().required("src");
        ExecResult result = call.node().run("cat -- " + Paths.quoted(src) + "\n");
        if (!result.ok()) {
            throw new ModuleException(
                    result.err().contains("No such file")
                            ? "file not found: " + src
                            : result.err().strip());
        }
        return ModuleResult.of(false)
                .with("content", Base64.getEncoder().encodeToString(result.stdout()))
                .with("source", src)
                .with("encoding", "base64");
    }
}
