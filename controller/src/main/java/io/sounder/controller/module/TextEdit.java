package io.sounder.controller.module;

import java.util.List;
import java.util.Optional;

/** A text file on a host that a module edits: read once, written only if the text differs. */
final class TextEdit {
    private final ModuleCall call;
    private final String path;
    private final String real;
    private final RemoteFile now;
    private final String before;

    private TextEdit(ModuleCall call, String path, String real, RemoteFile now, String before) {
        this.call = call;
        this.path = path;
        this.real = real;
        this.now = now;
        this.before = before;
    }

    /** @param mayCreate whether a file that does not exist counts as empty */
    static TextEdit open(ModuleCall call, boolean mayCreate) {
        String path = call.args().required("path");
        String script = RemoteFile.PROBE + "p=" + Paths.quoted(path)
                + "\nprobe \"$p\" || exit 1\nif [ -L \"$p\" ]; then readlink -f -- \"$p\" || exit 1; else echo; fi\n"
                + "if [ -f \"$p\" ]; then cat -- \"$p\"; fi\n";
        String out = call.node().output(script);
        int end = 0;
        for (int line = 0; line < RemoteFile.LINES + 1; line++) {
            end = out.indexOf('\n', end) + 1;
        }
        List<String> lines = out.substring(0, end).lines().toList();
        RemoteFile now = RemoteFile.parse(path, lines);
        if (now.isFolder()) {
            throw new ModuleException("Path " + path + " is a directory !");
        }
        if (!now.exists() && !mayCreate) {
            throw new ModuleException("Destination " + path + " does not exist !");
        }
        // A link stays; what it leads to is written.
        String real = now.isLink() ? lines.get(RemoteFile.LINES) : path;
        return new TextEdit(call, path, real, now, out.substring(end));
    }

    String text() {
        return before;
    }

    boolean exists() {
        return now.exists();
    }

    /** Brings the file to this text and its ownership to what the arguments say. */
    ModuleResult save(String after, String message) {
        Ownership ownership = Ownership.of(call.args());
        if (after.equals(before)) {
            boolean changed = now.exists() && ownership.bring(call, now);
            return ModuleResult.of(changed)
                    .with("msg", changed ? withAttributes(message) : message)
                    .with("backup", "");
        }
        boolean attributes = now.exists()
                ? ownership.changes(now)
                : ownership
                        .mode()
                        .filter(mode -> mode.apply(0644, false) != 0644)
                        .isPresent();
        ModuleResult result = ModuleResult.of(true)
                .with("msg", attributes && !call.check() ? withAttributes(message) : message)
                .with("backup", "");
        if (call.diff()) {
            result = result.with(new Diff(before, after, path + " (content)", path + " (content)"));
        }
        if (call.check()) {
            return result;
        }
        Placement placement = Placement.of(call, ownership);
        Placement.Placed placed = now.exists() ? placement.put(real, after) : placement.putWithFolder(real, after);
        Optional<String> backup = placed.backup();
        return backup.isPresent() ? result.with("backup", backup.get()) : result.with("backup", "");
    }

    private static String withAttributes(String message) {
        String more = "ownership, perms or SE linux context changed";
        return message.isEmpty() ? more : message + " and " + more;
    }
}
