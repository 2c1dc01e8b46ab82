package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        if (recurse && !args.text("state", "directory").equals("directory")) {
            throw new ModuleException("recurse option requires state to be 'directory'");
        }
        Glance glance = glance(call, path, args.text("state", recurse ? "directory" : ""));
        RemoteFile now = glance.before();
        String fallback = recurse ? "directory" : now.exists() ? plainState(now) : "file";
        String state = args.choice("state", fallback, "file", "directory", "link", "hard", "touch", "absent");
        return switch (state) {
            case "directory" -> directory(call, glance, recurse);
            case "absent" -> absent(now);
            case "touch" -> touch(call, glance);
            case "link" -> new LinkState(call, now).symbolic();
            case "hard" -> new LinkState(call, now).hard();
            default -> plain(call, now);
        };
    }

    /** Looks at the path, and does at once what needs no second thought. */
    private static Glance glance(ModuleCall call, String path, String state) {
        if (call.check()) {
            return Glance.of(call.node(), path);
        }
        Ownership ownership = Ownership.of(call.args());
        String own = Ownership.function("own", ownership.commands());
        return switch (state) {
            case "directory" ->
                Glance.of(
                        call.node(),
                        path,
                        "[ ! -e \"$p\" ] && [ ! -L \"$p\" ]",
                        own + FolderScript.MAKE + "make \"$p\" || exit 1\n");
            case "absent" ->
                Glance.of(call.node(), path, "[ -e \"$p\" ] || [ -L \"$p\" ]", "rm -rf -- \"$p\" || exit 1\n");
            case "touch" -> {
                FileTimes times = FileTimes.of(call.args(), "now");
                boolean always = ownership.none() && (times.modifiedNow() || times.accessedNow());
                yield Glance.of(
                        call.node(), path, always ? ":" : "[ ! -e \"$p\" ] && [ ! -L \"$p\" ]", touch(own, times));
            }
            default -> Glance.of(call.node(), path);
        };
    }

    private static String touch(String own, FileTimes times) {
        return own + "[ -e \"$p\" ] || : > \"$p\" || exit 1\n" + times.commands() + "own \"$p\" || exit 1\n";
    }

    private static String plainState(RemoteFile now) {
        return now.isLink() ? "link" : now.isFolder() ? "directory" : "file";
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static ModuleResult changed(ModuleCall call, RemoteFile then, String state) {
        ModuleResult result = ModuleResult.of(true).with("path", then.path()).with("state", state);
        return call.check() ? result : result.withAll(then.facts());
    }

    private static ModuleResult unchanged(RemoteFile now) {
        return ModuleResult.of(false).with("path", now.path()).withAll(now.facts());
    }

    private static ModuleResult directory(ModuleCall call, Glance glance, boolean recurse) {
        RemoteFile now = glance.before();
        String path = now.path();
        if (now.exists() && !now.isFolder()) {
            throw new ModuleException(path + " already exists as a " + now.state());
        }
        Ownership ownership = Ownership.of(call.args());
        if (!now.exists()) {
            return changed(call, glance.after().orElse(now), "directory")
                    .with(new Diff("absent\n", "directory\n", path, path));
        }
        RemoteFile real = now.isLink() ? RemoteFile.probe(call.node(), path + "/.") : now;
        Optional<RemoteFile> then = ownership.brought(call, real);
        if (recurse && recurse(call, ownership, path)) {
            then = Optional.of(call.check() ? now : RemoteFile.probe(call.node(), path));
        }
        return then.map(changed -> changed(call, now.isLink() ? now : changed, "directory"))
                .orElseGet(() -> unchanged(now));
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

    private static ModuleResult absent(RemoteFile now) {
        if (!now.exists()) {
            return ModuleResult.of(false).with("path", now.path()).with("state", "absent");
        }
        return ModuleResult.of(true)
                .with("path", now.path())
                .with("state", "absent")
                .with(new Diff(now.state() + "\n", "absent\n", now.path(), now.path()));
    }

    private static ModuleResult touch(ModuleCall call, Glance glance) {
        RemoteFile now = glance.before();
        Ownership ownership = Ownership.of(call.args());
        FileTimes times = FileTimes.of(call.args(), "now");
        if (now.exists() && !times.changes(now)) {
            return ownership
                    .brought(call, now)
                    .map(then -> changed(call, then, now.state()))
                    .orElseGet(() -> unchanged(now))
                    .with("dest", now.path());
        }
        RemoteFile then = glance.after().orElse(now);
        if (!call.check() && glance.after().isEmpty()) {
            String own = Ownership.function("own", ownership.commands(now));
            then = RemoteFile.after(call.node(), now.path(), touch(own, times));
        }
        return changed(call, then, "file").with("dest", now.path());
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
        Optional<RemoteFile> then = Ownership.of(call.args()).brought(call, now);
        if (times.changes(now)) {
            then = Optional.of(call.check() ? now : RemoteFile.after(call.node(), now.path(), times.commands()));
        }
        ModuleResult done =
                then.map(changed -> changed(call, changed, now.state())).orElseGet(() -> unchanged(now));
        return now.state().equals("hard") ? done.with("dest", now.path()).with("src", null) : done;
    }
}
