package io.sounder.controller.module;

import io.sounder.controller.vault.VaultSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code copy}: a file, a folder, or given text goes to the host. Changed if content or ownership differ; check mode
 * compares only; shows diffs.
 */
final class CopyModule implements Module {
    /** At so many files of a folder one script looks. */
    private static final int LOOKED_AT = 200;

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
        Args args = call.args();
        return new FileWriter(call, ownership)
                .deliver(args.required("dest"), name, content, args.flag("force", true), ofFolders(args, ownership));
    }

    private static Ownership ofFolders(Args args, Ownership ownership) {
        return new Ownership(
                ownership.owner(), ownership.group(), args.raw("directory_mode").map(FileMode::of));
    }

    /** What is on the host in the places of these files. */
    private static List<RemoteFile> found(ModuleCall call, Path folder, String dest, List<Path> files) {
        List<String> paths = files.stream()
                .map(one -> folder.relativize(one).toString())
                .map(relative -> relative.isEmpty() ? dest : FileWriter.inside(dest, relative))
                .toList();
        List<RemoteFile> found = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += LOOKED_AT) {
            found.addAll(RemoteFile.probe(call.node(), paths.subList(from, Math.min(from + LOOKED_AT, paths.size()))));
        }
        return found;
    }

    private static ModuleResult folder(ModuleCall call, Path folder, boolean contentOnly) {
        Args args = call.args();
        String dest = contentOnly
                ? args.required("dest")
                : FileWriter.inside(args.required("dest"), String.valueOf(folder.getFileName()));
        Ownership ownership = Ownership.of(args);
        boolean changed = false;
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted().toList();
            Iterator<RemoteFile> found = found(call, folder, dest, all).iterator();
            for (Path one : all) {
                RemoteFile now = found.next();
                String path = now.path();
                if (Files.isDirectory(one)) {
                    changed |= !now.isFolder();
                    if (!now.isFolder() && !call.check()) {
                        FileWriter.makeFolders(call, path, ofFolders(args, ownership));
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
