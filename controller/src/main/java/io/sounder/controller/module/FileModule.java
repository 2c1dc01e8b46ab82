package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.ArrayList;
import java.util.List;

/** {@code file}: a path is a folder, a link, an ordinary file, or not there. Check mode compares only. */
final class FileModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path|dest|name!",
                "state",
                "src",
                "recurse",
                "force",
                "follow",
                "modification_time",
                "modification_time_format",
                "access_time",
                "access_time_format");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String path = trimmed(args.required("path"));
        boolean recurse = args.flag("recurse", false);
        RemoteFile now = RemoteFile.probe(call.node(), path);
        String fallback = recurse ? "directory" : now.exists() ? plainState(now) : "file";
        String state = args.choice("state", fallback, "file", "directory", "link", "hard", "touch", "absent");
        if (recurse && !state.equals("directory")) {
            throw new ModuleException("recurse option requires state to be 'directory'");
        }
        return switch (state) {
            case "directory" -> directory(call, now, recurse);
            case "absent" -> absent(call, now);
            case "touch" -> touch(call, now);
            case "link" -> new LinkState(call, now).symbolic();
            case "hard" -> new LinkState(call, now).hard();
            default -> plain(call, now);
        };
    }

    private static String plainState(RemoteFile now) {
        return now.isLink() ? "link" : now.isFolder() ? "directory" : "file";
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static ModuleResult result(ModuleCall call, boolean changed, String path, String state) {
        ModuleResult result = ModuleResult.of(changed).with("path", path).with("state", state);
        return call.check() || state.equals("absent")
                ? result
                : result.withAll(RemoteFile.probe(call.node(), path).facts());
    }

    private static ModuleResult unchanged(RemoteFile now) {
        return ModuleResult.of(false).with("path", now.path()).withAll(now.facts());
    }

    private static ModuleResult directory(ModuleCall call, RemoteFile now, boolean recurse) {
        String path = now.path();
        if (now.exists() && !now.isFolder()) {
            throw new ModuleException(path + " already exists as a " + now.state());
        }
        Ownership ownership = Ownership.of(call.args());
        if (!now.exists()) {
            if (!call.check()) {
                String script = Ownership.function("own", ownership.commands()) + FolderScript.MAKE;
                call.node().output(script + "make " + Paths.quoted(path) + "\n");
            }
            return result(call, true, path, "directory").with(new Diff("absent\n", "directory\n", path, path));
        }
        RemoteFile real = now.isLink() ? RemoteFile.probe(call.node(), path + "/.") : now;
        boolean changed = ownership.bring(call, real);
        if (recurse) {
            changed |= recurse(call, ownership, path);
        }
        return changed ? result(call, true, path, "directory") : unchanged(now);
    }

    /** Everything below; {@code -c} makes the tools tell what they changed. */
    private static boolean recurse(ModuleCall call, Ownership ownership, String path) {
        List<String> commands = new ArrayList<>();
        String all = " -- ";
        ownership.owner().ifPresent(owner -> commands.add("chown -RPhc" + all + word(owner) + " \"$p\""));
        ownership.group().ifPresent(group -> commands.add("chgrp -RPhc" + all + word(group) + " \"$p\""));
        ownership.mode().ifPresent(mode -> commands.add("chmod -Rc" + all + word(mode.text()) + " \"$p\""));
        if (commands.isEmpty()) {
            return false;
        }
        String head = "p=" + Paths.quoted(path) + "\n";
        if (!call.check()) {
            return !call.node()
                    .output(head + String.join(" || exit 1\n", commands) + " || exit 1\n")
                    .isBlank();
        }
        List<String> differs = new ArrayList<>();
        ownership.owner().ifPresent(owner -> differs.add("! -user " + word(owner)));
        ownership.group().ifPresent(group -> differs.add("! -group " + word(group)));
        ownership
                .mode()
                .map(FileMode::text)
                .filter(text -> text.matches("[0-7]+"))
                .ifPresent(mode -> differs.add("! -type l ! -perm " + mode));
        return !call.node()
                .run(head + "find \"$p\" \\( " + String.join(" -o ", differs) + " \\) | head -1\n")
                .out()
                .isBlank();
    }

    private static ModuleResult absent(ModuleCall call, RemoteFile now) {
        if (!now.exists()) {
            return ModuleResult.of(false).with("path", now.path()).with("state", "absent");
        }
        if (!call.check()) {
            call.node().output("rm -rf -- " + Paths.quoted(now.path()) + "\n");
        }
        return result(call, true, now.path(), "absent")
                .with(new Diff(now.state() + "\n", "absent\n", now.path(), now.path()));
    }

    private static ModuleResult touch(ModuleCall call, RemoteFile now) {
        Ownership ownership = Ownership.of(call.args());
        FileTimes times = FileTimes.of(call.args(), "now");
        if (now.exists() && !times.changes(now)) {
            return (ownership.bring(call, now) ? result(call, true, now.path(), now.state()) : unchanged(now))
                    .with("dest", now.path());
        }
        if (!call.check()) {
            List<String> commands = now.exists() ? ownership.commands(now) : ownership.commands();
            call.node()
                    .output(Ownership.function("own", commands) + "p=" + Paths.quoted(now.path())
                            + "\n[ -e \"$p\" ] || : > \"$p\" || exit 1\n" + times.commands() + "own \"$p\"\n");
        }
        return result(call, true, now.path(), "file").with("dest", now.path());
    }

    private static ModuleResult plain(ModuleCall call, RemoteFile now) {
        if (!now.exists()) {
            return ModuleResult.failure("file (" + now.path() + ") is absent, cannot continue")
                    .with("path", now.path())
                    .with("state", "absent");
        }
        if (now.isFolder() && !now.isLink()) {
            throw new ModuleException("file (" + now.path() + ") is directory, cannot continue");
        }
        FileTimes times = FileTimes.of(call.args(), "preserve");
        boolean changed = Ownership.of(call.args()).bring(call, now) || times.changes(now);
        if (times.changes(now) && !call.check()) {
            call.node().output("p=" + Paths.quoted(now.path()) + "\n" + times.commands());
        }
        ModuleResult done = changed ? result(call, true, now.path(), now.state()) : unchanged(now);
        return now.state().equals("hard") ? done.with("dest", now.path()).with("src", null) : done;
    }
}
