package io.sounder.controller.module;

/** {@code copy} with {@code remote_src}: source and destination are on the host. */
final class RemoteCopy {
    private final ModuleCall call;

    RemoteCopy(ModuleCall call) {
        this.call = call;
    }

    ModuleResult run(String src, String dest) {
        RemoteFile source = RemoteFile.probe(call.node(), src);
        if (!source.exists()) {
            throw new ModuleException("Source " + src + " not found");
        }
        return source.isFolder() ? folder(src, dest) : file(source, dest);
    }

    private ModuleResult file(RemoteFile source, String dest) {
        RemoteFile now = RemoteFile.probe(call.node(), dest);
        String path = now.isFolder() || dest.endsWith("/") ? FileWriter.inside(dest, Paths.name(source.path())) : dest;
        if (!path.equals(dest)) {
            now = RemoteFile.probe(call.node(), path);
        }
        Ownership ownership = Ownership.of(call.args());
        if (call.args().text("mode").filter("preserve"::equals).isPresent()) {
            ownership = ownership.withMode(new FileMode(source.octal()));
        }
        boolean same = now.exists() && now.sha1().equals(source.sha1());
        boolean copies = !same && (now.target() != 'f' || call.args().flag("force", true));
        if (copies && !call.check()) {
            String script = Ownership.function("own", ownership.commands())
                    + "d=" + Paths.quoted(path) + "; s=" + Paths.quoted(source.path()) + "\n"
                    + """
                    t=$(mktemp "$(dirname -- "$d")/.sounder.XXXXXXXX") || exit 1
                    trap 'rm -f -- "$t"' EXIT
                    cat -- "$s" > "$t" || exit 1
                    if [ -f "$d" ]; then chmod --reference="$d" -- "$t"; chown --reference="$d" -- "$t" 2>/dev/null || :
                    else chmod "$(printf %o $((0666 & ~0$(umask))))" "$t" || exit 1; fi
                    own "$t" || exit 1
                    mv -fT -- "$t" "$d"
                    """;
            call.node().output(script);
        }
        boolean changed = copies || ownership.bring(call, now);
        RemoteFile then = call.check() ? now : RemoteFile.probe(call.node(), path);
        return ModuleResult.of(changed)
                .with("dest", path)
                .with("src", source.path())
                .with("checksum", source.sha1())
                .withAll(then.facts());
    }

    private ModuleResult folder(String src, String dest) {
        String from = src.endsWith("/") ? src + "." : src;
        String to = src.endsWith("/") ? dest : FileWriter.inside(dest, Paths.name(src));
        String compare = "[ -d " + Paths.quoted(to) + " ] && diff -rq " + Paths.quoted(src) + " " + Paths.quoted(to)
                + " | grep -v \"^Only in $(readlink -f " + Paths.quoted(to) + ")\" | head -1\n";
        boolean there = call.node().run("[ -d " + Paths.quoted(to) + " ]\n").ok();
        boolean changed = !there || !call.node().run(compare).out().isBlank();
        if (changed && !call.check()) {
            String parent = src.endsWith("/") ? to : dest;
            call.node()
                    .output("mkdir -p -- " + Paths.quoted(parent) + " && cp -R -- " + Paths.quoted(from) + " "
                            + Paths.quoted(parent) + "/\n");
        }
        return ModuleResult.of(changed).with("dest", dest).with("src", src);
    }
}
