package io.sounder.controller.module;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code fetch}: a file of the host comes to the controller. Check mode compares only. */
final class FetchModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("src!", "dest!", "flat", "fail_on_missing", "validate_checksum");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String src = args.required("src");
        RemoteFile remote = RemoteFile.probe(call.node(), src);
        if (remote.target() != 'f') {
            String why = remote.isFolder()
                    ? "remote file is a directory, fetch cannot work on directories"
                    : "the remote file does not exist";
            if (args.flag("fail_on_missing", true)) {
                throw new ModuleException(why);
            }
            return ModuleResult.of(false)
                    .with("msg", why + ", not transferring, ignored")
                    .with("file", src);
        }
        Path dest = destination(call, src);
        boolean same = Files.isRegularFile(dest) && Digest.sha1(dest).equals(remote.sha1());
        if (!same && !call.check()) {
            save(call, src, dest);
        }
        return ModuleResult.of(!same)
                .with("dest", dest.toString())
                .with("checksum", remote.sha1())
                .with("remote_md5sum", null)
                .with(same ? "file" : "remote_checksum", same ? src : remote.sha1());
    }

    private static Path destination(ModuleCall call, String src) {
        String dest = call.args().required("dest");
        Path base = call.scope().playbookDir().resolve(dest);
        if (call.args().flag("flat", false)) {
            return dest.endsWith("/") || Files.isDirectory(base) ? base.resolve(Paths.name(src)) : base;
        }
        Object host =
                call.scope().raw("inventory_hostname") instanceof Verbatim wrapped ? wrapped.value() : "localhost";
        return base.resolve(String.valueOf(host)).resolve(src.startsWith("/") ? src.substring(1) : src);
    }

    private static void save(ModuleCall call, String src, Path dest) {
        try {
            Path parent = dest.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path part = Files.createTempFile(parent, ".sounder-", "");
            try {
                ExecResult content = call.node().save("cat -- " + Paths.quoted(src) + "\n", Payload.none(), part);
                if (!content.ok()) {
                    throw new ModuleException(content.err().strip());
                }
                try (OutputStream out = Files.newOutputStream(dest)) {
                    Files.copy(part, out);
                }
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ModuleException("cannot write '" + dest + "': " + e.getMessage(), e);
        }
    }
}
