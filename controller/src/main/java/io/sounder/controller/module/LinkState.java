package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.Optional;

/** The states {@code link} and {@code hard} of {@code file}. */
final class LinkState {
    private final ModuleCall call;
    private final RemoteFile now;
    private final boolean force;

    LinkState(ModuleCall call, RemoteFile now) {
        this.call = call;
        this.now = now;
        this.force = call.args().flag("force", false);
    }

    ModuleResult symbolic() {
        if (!call.args().has("src")) {
            if (!now.isLink()) {
                throw new ModuleException("src is required for creating new symbolic links");
            }
            return done(owned(now.link()), now);
        }
        String src = call.args().required("src");
        if (now.isLink() && now.link().equals(src)) {
            return done(owned(src), now).with("src", src);
        }
        String path = now.path();
        String absolute = src.startsWith("/") || src.startsWith("~") ? src : Paths.parent(path) + "/" + src;
        String missing =
                "src file does not exist, use \"force=yes\" if you really want to create the link: " + absolute;
        String require = force
                ? ""
                : "[ -e " + Paths.quoted(absolute) + " ] || { printf '%s\\n' " + word(missing) + " >&2; exit 1; }\n";
        boolean refused = now.exists() && !now.isLink() && !force;
        if ((refused || call.check()) && !force) {
            call.node().output(require);
        }
        if (refused) {
            throw new ModuleException("refusing to convert from " + now.state() + " to symlink for " + path);
        }
        if (call.check()) {
            return done(true, now).with("src", src);
        }
        String clear = now.isFolder() && !now.isLink() ? "rmdir -- \"$p\" || exit 1\n" : "";
        RemoteFile then =
                RemoteFile.after(call.node(), path, require + clear + placed("ln -s -- " + Paths.quoted(src)));
        owned(src);
        return done(true, then).with("src", src);
    }

    /** A link of another name takes the place of what is there. */
    private static String placed(String link) {
        return "t=\"$p.$$\"\n" + link + " \"$t\" && mv -fT -- \"$t\" \"$p\" || exit 1\n";
    }

    ModuleResult hard() {
        RemoteFile src = RemoteFile.probe(call.node(), call.args().required("src"));
        if (!src.exists()) {
            throw new ModuleException("src does not exist: " + src.path());
        }
        if (now.exists() && now.inode() == src.inode() && now.device() == src.device()) {
            Optional<RemoteFile> then = Ownership.of(call.args()).brought(call, now);
            return done(then.isPresent(), then.orElse(now)).with("src", src.path());
        }
        if (now.exists() && !force) {
            throw new ModuleException("Cannot link, file exists at destination: " + now.path());
        }
        RemoteFile then = call.check()
                ? now
                : RemoteFile.after(call.node(), now.path(), placed("ln -- " + Paths.quoted(src.path())));
        return done(true, then).with("src", src.path());
    }

    /** Owner and mode of a link are those of what it leads to. */
    private boolean owned(String src) {
        Ownership ownership = Ownership.of(call.args());
        if (ownership.none()) {
            return false;
        }
        String target = src.startsWith("/") ? src : Paths.parent(now.path()) + "/" + src;
        RemoteFile real = RemoteFile.probe(call.node(), target);
        return real.exists() && ownership.bring(call, real);
    }

    private ModuleResult done(boolean changed, RemoteFile then) {
        ModuleResult result = ModuleResult.of(changed).with("dest", now.path());
        return call.check() ? result : result.withAll(then.facts());
    }
}
