package io.sounder.controller.module;

import java.util.List;
import java.util.Optional;

/** {@code copy} with {@code remote_src}: source and destination are on the host. */
final class RemoteCopy {
    private final ModuleCall call;

    RemoteCopy(ModuleCall call) {
        this.call = call;
    }

    ModuleResult run(String src, String dest) {
        List<RemoteFile> found = RemoteFile.probe(call.node(), List.of(src, dest));
        RemoteFile source = found.getFirst();
        if (!source.exists()) {
            throw new ModuleException("Source " + src + " not found");
        }
        return source.isFolder() ? folder(src, dest) : file(source, dest, found.getLast());
    }

    private ModuleResult file(RemoteFile source, String dest, RemoteFile there) {
        String path =
                there.isFolder() || dest.endsWith("/") ? FileWriter.inside(dest, Paths.name(source.path())) : dest;
        RemoteFile now = path.equals(dest) ? there : RemoteFile.probe(call.node(), path);
        Ownership ownership = Ownership.of(call.args());
        if (call.args().text("mode").filter("preserve"::equals).isPresent()) {
            ownership = ownership.withMode(new FileMode(source.octal()));
        }
        boolean same = now.exists() && now.sha1().equals(source.sha1());
        boolean copies = !same && (now.target() != 'f' || call.args().flag("force", true));
        ModuleResult result = ModuleResult.of(copies).with("dest", path).with("src", source.path());
        Optional<RemoteFile> then;
        if (copies && !call.check()) {
            Placement.Placed placed = Placement.of(call, ownership).copy(path, source.path());
            then = Optional.of(placed.file());
            if (placed.backup().isPresent()) {
                result = result.with("backup_file", placed.backup().get());
            }
        } else {
            then = copies ? Optional.empty() : ownership.brought(call, now);
        }
        return result.changing(copies || then.isPresent())
                .with("checksum", source.sha1())
                .withAll(then.orElse(now).facts());
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
