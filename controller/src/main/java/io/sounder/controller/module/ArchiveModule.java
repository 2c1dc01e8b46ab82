package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.List;
import java.util.stream.Collectors;

/** {@code archive}: files of the host are in an archive; made anew if the content differs. Check mode looks only. */
final class ArchiveModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path!", "dest", "format", "remove", "exclude_path", "exclusion_patterns", "force_archive");
    }

    /** {@code "$@"} are the paths; {@code $not} a list of options of {@code tar} that leave something out. */
    private static final String SCRIPT = """
            there=; root=
            for p in "$@"; do if [ -e "$p" ]; then there="$there
            $p"; fi; done
            if [ -z "$there" ]; then if [ -e "$dest" ]; then echo "state=archive"; else echo "state=absent"; fi; exit 0; fi
            one=0
            if [ $# = 1 ] && [ -f "$1" ] && [ "$force" != 1 ] && [ "$format" != tar ] && [ "$format" != zip ]; then one=1; fi
            pack() {
            if [ $one = 1 ]; then cat -- "$1"; return; fi
            printf '%s\\n' "$there" | sed 1d | { set --; while IFS= read -r p; do
            b=${p#"$root"}; set -- "$@" "${b:-.}"; done
            if [ "$format" = zip ]; then (cd -- "$root" && zip -q -r -X "$f" "$@")
            else eval "tar -C \\"\\$root\\" -cf - --sort=name $not \\"\\$@\\""; fi; }
            }
            root=; for p in "$@"; do [ -e "$p" ] || continue
            d=${p%/*}/; [ "$d" = "$p/" ] && d=./; [ -n "$root" ] || root=$d
            while case $d in "$root"*) false ;; *) true ;; esac; do root=${root%/}; root=${root%/*}/; done; done
            echo "root=$root"
            case $format in gz) z='gzip -n'; u='gzip -dc' ;; bz2) z=bzip2; u='bzip2 -dc' ;; xz) z=xz; u='xz -dc' ;; *) z=cat; u=cat ;; esac
            t=$(mktemp "$(dirname -- "$dest")/.sounder.XXXXXXXX") || exit 1
            trap 'rm -f -- "$t" "$t.zip"' EXIT
            if [ "$format" = zip ]; then
            command -v zip >/dev/null 2>&1 || { echo "no zip on this host" >&2; exit 1; }
            rm -f -- "$t"; f=$t.zip; pack "$@" || exit 1
            mv -f -- "$f" "$t"
            else pack "$@" | $z > "$t" || exit 1; fi
            if [ -f "$dest" ] && [ "$format" != zip ] && [ "$($u < "$dest" 2>/dev/null | cksum)" = "$($u < "$t" | cksum)" ]; then :; else
            echo changed=1
            if [ "$check" != 1 ]; then
            if [ -f "$dest" ]; then chmod --reference="$dest" "$t"; else chmod "$(printf %o $((0666 & ~0$(umask))))" "$t"; fi
            mv -fT -- "$t" "$dest" || exit 1; fi; fi
            if [ "$remove" = 1 ]; then echo changed=1; if [ "$check" != 1 ]; then for p in "$@"; do rm -rf -- "$p" || exit 1; done; fi; fi
            if [ $one = 1 ]; then echo state=compress; else echo state=archive; fi
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        List<String> paths = args.list("path");
        String format = args.choice("format", "gz", "gz", "bz2", "xz", "tar", "zip");
        String dest = args.text("dest").orElseGet(() -> beside(paths, format));
        String not = java.util.stream.Stream.concat(
                        args.list("exclude_path").stream().map(Paths::name), args.list("exclusion_patterns").stream())
                .map(one -> "--exclude=" + word(one))
                .collect(Collectors.joining(" "));
        String head = "dest=" + Paths.quoted(dest) + " format=" + format + " remove="
                + (args.flag("remove", false) ? 1 : 0) + " force=" + (args.flag("force_archive", false) ? 1 : 0)
                + " check=" + (call.check() ? 1 : 0) + " single=" + (paths.size() == 1 ? 1 : 0) + " not=" + word(not)
                + "\nset -- " + paths.stream().map(Paths::word).collect(Collectors.joining(" ")) + "\n";
        if (paths.stream().anyMatch(path -> path.matches(".*[*?\\[].*"))) {
            head += "set -- " + paths.stream().map(ArchiveModule::glob).collect(Collectors.joining(" ")) + "\n";
        }
        ExecResult result = call.node().run(head + SCRIPT);
        if (!result.ok()) {
            throw new ModuleException(
                    "Error when writing '" + dest + "': " + result.err().strip());
        }
        boolean changed = result.out().contains("changed=1");
        RemoteFile now = RemoteFile.probe(call.node(), dest);
        if (now.exists()) {
            boolean owned = Ownership.of(args).bring(call, now);
            changed |= owned;
            now = owned && !call.check() ? RemoteFile.probe(call.node(), dest) : now;
        }
        return ModuleResult.of(changed)
                .withAll(now.facts())
                .with("dest", dest)
                .with("arcroot", Http.pairs(result.out()).getOrDefault("root", ""))
                .with("dest_state", Http.pairs(result.out()).getOrDefault("state", "archive"))
                .with("state", Http.pairs(result.out()).getOrDefault("state", "archive"));
    }

    private static String glob(String path) {
        return path.replaceAll("([^A-Za-z0-9_/.*?\\[\\]~-])", "\\\\$1");
    }

    private static String beside(List<String> paths, String format) {
        if (paths.size() != 1) {
            throw new ModuleException("Error, must specify 'dest' when archiving multiple files or trees");
        }
        String path = paths.getFirst().replaceAll("/+$", "");
        return path + "." + format;
    }
}
