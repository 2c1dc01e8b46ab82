package io.sounder.controller.module;

import java.util.Optional;

/** Brings one file to the wanted content and ownership, if it is not there yet. For {@code copy} and {@code template}. */
final class FileWriter {
    /** Larger files are not shown in diffs. */
    private static final long DIFF_LIMIT = 104_448;

    /** Content up to this size is sent with the question whether it is there already. */
    private static final long AT_ONCE = 1 << 15;

    private final ModuleCall call;
    private final Ownership ownership;

    FileWriter(ModuleCall call, Ownership ownership) {
        this.call = call;
        this.ownership = ownership;
    }

    /**
     * Brings content to a destination, which may be a folder.
     *
     * @param name of the file in a folder; empty if the destination must not be one
     * @param force whether an existing file of other content is replaced
     * @param folders the mode of folders that are made, and their owner
     */
    ModuleResult deliver(String dest, String name, Content content, boolean force, Ownership folders) {
        RemoteFile now;
        boolean atOnce = !call.check() && !call.diff() && force && content.size() <= AT_ONCE && !dest.endsWith("/");
        if (atOnce) {
            Placement.Tried tried = Placement.of(call, ownership).putIfOther(dest, content);
            if (tried.placed().isPresent()) {
                return put(dest, content, tried.placed().get(), ModuleResult.of(true));
            }
            now = tried.before();
        } else {
            now = RemoteFile.probe(call.node(), dest);
        }
        if (!now.isFolder() && !dest.endsWith("/")) {
            return write(dest, now, content, force);
        }
        if (name.isEmpty()) {
            throw new ModuleException("can not use content with a dir as dest");
        }
        if (!now.exists() && !call.check()) {
            makeFolders(call, dest, folders);
        }
        String path = inside(dest, name);
        return write(path, RemoteFile.probe(call.node(), path), content, force);
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
        return put(path, content, Placement.of(call, ownership).put(path, content.payload(), content.size()), result);
    }

    private static ModuleResult put(String path, Content content, Placement.Placed placed, ModuleResult so) {
        Optional<String> backup = placed.backup();
        ModuleResult result = so.with("dest", path).with("src", content.name()).with("checksum", content.sha1());
        result = result.withAll(placed.file().facts());
        return backup.isPresent() ? result.with("backup_file", backup.get()) : result;
    }

    private ModuleResult attributes(String path, RemoteFile now, Content content) {
        Optional<RemoteFile> brought = ownership.brought(call, now);
        RemoteFile then = brought.orElse(now);
        return ModuleResult.of(brought.isPresent())
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
    static void makeFolders(ModuleCall call, String folder, Ownership ownership) {
        call.node()
                .output(Ownership.function("own", ownership.commands()) + FolderScript.MAKE + "make "
                        + Paths.quoted(folder) + "\n");
    }
}
