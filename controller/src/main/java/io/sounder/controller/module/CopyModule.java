package io.sounder.controller.module;

import io.sounder.controller.vault.VaultSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code copy}: a file, a folder, or given text goes to the host. Changed if content or ownership differ; check mode
 * compares only; shows diffs.
 */
final class CopyModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "dest!",
                "src",
                "content",
                "backup",
                "force",
                "remote_src",
                "validate",
                "directory_mode",
                "follow?",
                "local_follow?",
                "checksum?",
                "decrypt");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        if (args.has("content") == args.has("src")) {
            throw new ModuleException("exactly one of src and content is needed");
        }
        if (args.has("content")) {
            return single(call, Content.of("content", text(args.raw("content").orElse(""))), "");
        }
        String src = args.required("src");
        if (args.flag("remote_src", false)) {
            return new RemoteCopy(call).run(src, args.required("dest"));
        }
        Path file = call.files().get("files", src);
        if (Files.isDirectory(file)) {
            return folder(call, file, src.endsWith("/"));
        }
        Ownership ownership = Ownership.of(args);
        if (args.text("mode").filter("preserve"::equals).isPresent()) {
            ownership = ownership.withMode(modeOf(file));
        }
        return single(call, ownership, content(call, file), String.valueOf(file.getFileName()));
    }

    private static Content content(ModuleCall call, Path file) {
        boolean decrypt = call.args().flag("decrypt", true);
        return Content.of(file, decrypt ? call.templar().secrets() : VaultSecrets.ignored());
    }

    /** Maps and lists as content are written as JSON. */
    private static byte[] text(Object content) {
        String text = content instanceof Map<?, ?> || content instanceof List<?>
                ? JsonText.of(content)
                : PythonText.of(content);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static FileMode modeOf(Path file) {
        try {
            Set<PosixFilePermission> set = Files.getPosixFilePermissions(file);
            int bits = 0;
            for (PosixFilePermission one : PosixFilePermission.values()) {
                bits = bits << 1 | (set.contains(one) ? 1 : 0);
            }
            return new FileMode(Integer.toOctalString(bits));
        } catch (IOException e) {
            throw new ModuleException("cannot read the mode of '" + file + "': " + e.getMessage(), e);
        }
    }

    private static ModuleResult single(ModuleCall call, Content content, String name) {
        return single(call, Ownership.of(call.args()), content, name);
    }

    private static ModuleResult single(ModuleCall call, Ownership ownership, Content content, String name) {
        String dest = call.args().required("dest");
        RemoteFile now = RemoteFile.probe(call.node(), dest);
        String path = dest;
        if (now.isFolder() || dest.endsWith("/")) {
            if (name.isEmpty()) {
                throw new ModuleException("can not use content with a dir as dest");
            }
            if (!now.exists() && !call.check()) {
                FileWriter.makeFolders(call, dest, directoryMode(call.args()), ownership);
            }
            path = FileWriter.inside(dest, name);
            now = RemoteFile.probe(call.node(), path);
        } else if (!now.exists()) {
            requireFolder(call, Paths.parent(dest));
        }
        return new FileWriter(call, ownership)
                .write(path, now, content, call.args().flag("force", true));
    }

    private static void requireFolder(ModuleCall call, String folder) {
        if (!call.check()
                && !call.node().run("[ -d " + Paths.quoted(folder) + " ]\n").ok()) {
            throw new ModuleException("Destination directory " + folder + " does not exist");
        }
    }

    private static Optional<FileMode> directoryMode(Args args) {
        return args.raw("directory_mode").map(FileMode::of);
    }

    private static ModuleResult folder(ModuleCall call, Path folder, boolean contentOnly) {
        Args args = call.args();
        String dest = contentOnly
                ? args.required("dest")
                : FileWriter.inside(args.required("dest"), String.valueOf(folder.getFileName()));
        Ownership ownership = Ownership.of(args);
        boolean changed = false;
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path one : walk.sorted().toList()) {
                String relative = folder.relativize(one).toString();
                String path = relative.isEmpty() ? dest : FileWriter.inside(dest, relative);
                RemoteFile now = RemoteFile.probe(call.node(), path);
                if (Files.isDirectory(one)) {
                    changed |= !now.isFolder();
                    if (!now.isFolder() && !call.check()) {
                        FileWriter.makeFolders(call, path, directoryMode(args), ownership);
                    }
                    continue;
                }
                Ownership own = args.text("mode").filter("preserve"::equals).isPresent()
                        ? ownership.withMode(modeOf(one))
                        : ownership;
                changed |= new FileWriter(call, own)
                        .write(path, now, content(call, one), args.flag("force", true))
                        .changed();
            }
        } catch (IOException e) {
            throw new ModuleException("cannot read the folder '" + folder + "': " + e.getMessage(), e);
        }
        return ModuleResult.of(changed).with("dest", args.required("dest")).with("src", folder.toString());
    }
}
