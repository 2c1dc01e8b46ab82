package io.sounder.controller.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code template}: a rendered template goes to the host; otherwise like {@code copy}. */
final class TemplateModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "src!",
                "dest!",
                "backup",
                "force",
                "validate",
                "follow?",
                "newline_sequence",
                "trim_blocks",
                "lstrip_blocks",
                "output_encoding?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (!args.flag("trim_blocks", true) || args.flag("lstrip_blocks", false)) {
            throw new ModuleException("template supports neither trim_blocks=no nor lstrip_blocks=yes");
        }
        String src = args.required("src");
        Path file = call.files().get("templates", src);
        String text = call.templar()
                .text(call.templar().secrets().plain(read(file), file.toString()), call.scope(), file.toString());
        String newline =
                args.text("newline_sequence", "\n").replace("\\r", "\r").replace("\\n", "\n");
        byte[] bytes = text.replace("\n", newline).getBytes(StandardCharsets.UTF_8);
        Ownership ownership = Ownership.of(args);
        if (args.text("mode").filter("preserve"::equals).isPresent()) {
            ownership = ownership.withMode(CopyModule.modeOf(file));
        }
        String dest = args.required("dest");
        RemoteFile now = RemoteFile.probe(call.node(), dest);
        String path = dest;
        if (now.isFolder() || dest.endsWith("/")) {
            if (!now.exists() && !call.check()) {
                FileWriter.makeFolders(call, dest, Optional.empty(), Ownership.of(new Args(Map.of(), null)));
            }
            path = FileWriter.inside(dest, String.valueOf(file.getFileName()));
            now = RemoteFile.probe(call.node(), path);
        }
        if (!now.exists()
                && !call.check()
                && !call.node()
                        .run("[ -d " + Paths.quoted(Paths.parent(path)) + " ]\n")
                        .ok()) {
            throw new ModuleException("Destination directory " + Paths.parent(path) + " does not exist");
        }
        return new FileWriter(call, ownership)
                .write(path, now, Content.of(file.toString(), bytes), args.flag("force", true));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ModuleException("cannot read the template '" + file + "': " + e.getMessage(), e);
        }
    }
}
