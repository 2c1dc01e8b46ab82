package io.sounder.controller.module;

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
            return done(owned(now.link()));
        }
        String src = call.args().required("src");
        if (now.isLink() && now.link().equals(src)) {
            return done(owned(src)).with("src", src);
        }
        String path = now.path();
        String absolute = src.startsWith("/") || src.startsWith("~") ? src : Paths.parent(path) + "/" + src;
        if (!force
                && !call.node().run("[ -e " + Paths.quoted(absolute) + " ]\n").ok()) {
            throw new ModuleException(
                    "src file does not exist, use \"force=yes\" if you really want to create the link: " + absolute);
        }
        if (now.exists() && !now.isLink() && !force) {
            throw new ModuleException("refusing to convert from " + now.state() + " to symlink for " + path);
        }
        if (!call.check()) {
            String clear = now.isFolder() && !now.isLink() ? "rmdir -- \"$p\" || exit 1\n" : "";
            call.node()
                    .output("p=" + Paths.quoted(path) + "; t=\"$p.$$\"\n" + clear + "ln -s -- " + Paths.quoted(src)
                            + " \"$t\" && mv -fT -- \"$t\" \"$p\"\n");
            owned(src);
        }
        return done(true).with("src", src);
    }

    ModuleResult hard() {
        RemoteFile src = RemoteFile.probe(call.node(), call.args().required("src"));
        if (!src.exists()) {
            throw new ModuleException("src does not exist: " + src.path());
        }
        if (now.exists() && now.inode() == src.inode() && now.device() == src.device()) {
            return done(Ownership.of(call.args()).bring(call, now)).with("src", src.path());
        }
        if (now.exists() && !force) {
            throw new ModuleException("Cannot link, file exists at destination: " + now.path());
        }
        if (!call.check()) {
            call.node()
                    .output("p=" + Paths.quoted(now.path()) + "; t=\"$p.$$\"\nln -- " + Paths.quoted(src.path())
                            + " \"$t\" && mv -fT -- \"$t\" \"$p\"\n");
        }
        return done(true).with("src", src.path());
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

    private ModuleResult done(boolean changed) {
        ModuleResult result = ModuleResult.of(changed).with("dest", now.path());
        return call.check()
                ? result
                : result.withAll(RemoteFile.probe(call.node(), now.path()).facts());
    }
}
