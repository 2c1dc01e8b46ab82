package io.sounder.controller.module;

import java.util.List;
import java.util.Optional;

/** Brings one file to the wanted content and ownership, if it is not there yet. For {@code copy} and {@code template}. */
final class FileWriter {
    /** Larger files are not shown in diffs. */
    private static final long DIFF_LIMIT = 104_448;

    private final ModuleCall call;
    private final Ownership ownership;

    FileWriter(ModuleCall call, Ownership ownership) {
        this.call = call;
        this.ownership = ownership;
    }

    /** @param force whether an existing file of other content is replaced */
    ModuleResult write(String path, RemoteFile now, Content content, boolean force) {
        if (now.isFolder()) {
            throw new ModuleException("can not use content with a dir as dest: " + path);
        }
        boolean same = now.exists() && now.sha1().equals(content.sha1()) && !now.isLink();
        if (same || (now.target() == 'f' && !force)) {
            return attributes(path, now, content);
        }
        ModuleResult result = ModuleResult.of(true);
        if (call.diff()) {
            result = result.with(diff(path, now, content));
        }
        if (call.check()) {
            return result.with("dest", path);
        }
        Placement.Placed placed = Placement.of(call, ownership).put(path, content.payload(), content.size());
        Optional<String> backup = placed.backup();
        result = result.with("dest", path).with("src", content.name()).with("checksum", content.sha1());
        result = result.withAll(placed.file().facts());
        return backup.isPresent() ? result.with("backup_file", backup.get()) : result;
    }

    private ModuleResult attributes(String path, RemoteFile now, Content content) {
        boolean changed = ownership.bring(call, now);
        RemoteFile then = changed && !call.check() ? RemoteFile.probe(call.node(), path) : now;
        return ModuleResult.of(changed)
                .with("dest", path)
                .with("path", path)
                .with("checksum", content.sha1())
                .withAll(then.facts());
    }

    private Diff diff(String path, RemoteFile now, Content content) {
        if (now.size() > DIFF_LIMIT || content.size() > DIFF_LIMIT) {
            return new Diff("", "(too large to show)\n", path, content.name());
        }
        String before = now.target() == 'f' ? call.node().output("cat -- " + Paths.quoted(path) + "\n") : "";
        String after = content.text();
        if (before.indexOf('\0') >= 0 || after.indexOf('\0') >= 0) {
            return new Diff("", "(binary)\n", path, content.name());
        }
        return new Diff(before, after, path, content.name());
    }

    /** The path of the file itself when the destination is a folder. */
    static String inside(String dest, String name) {
        return dest.endsWith("/") ? dest + name : dest + "/" + name;
    }

    /** Makes folders as {@code copy} does for a destination ending in a slash. */
    static void makeFolders(ModuleCall call, String folder, Optional<FileMode> mode, Ownership ownership) {
        Ownership own = new Ownership(ownership.owner(), ownership.group(), mode);
        List<String> commands = own.commands();
        call.node()
                .output(Ownership.function("own", commands) + FolderScript.MAKE + "make " + Paths.quoted(folder)
                        + "\n");
    }
}
