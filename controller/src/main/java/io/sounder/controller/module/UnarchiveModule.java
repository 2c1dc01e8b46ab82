package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code unarchive}: the content of a tar archive is in a folder. Unchanged if {@code tar --diff} finds no difference; check
 * mode compares only.
 */
final class UnarchiveModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "src!",
                "dest!",
                "remote_src",
                "copy",
                "creates",
                "extra_opts",
                "exclude",
                "include",
                "keep_newer",
                "list_files");
    }

    /**
     * {@code $a} is the archive, {@code $d} the folder; {@code members} adds the wanted members to a command, {@code zipped}
     * unpacks a zip archive. Prints {@code changed} if something differs, and the members if they are asked for.
     */
    private static final String SCRIPT = """
            [ -d "$d" ] || { echo "dest '$d' must be an existing dir" >&2; exit 1; }
            z=; kind=tar; case $(head -c 6 -- "$a" | od -An -tx1 | tr -d ' \\n') in
            1f8b*) z=gzip ;; 28b52ffd*) z=zstd ;; fd377a585a00) z=xz ;; 425a68*) z=bzip2 ;; 504b*) kind=zip ;; esac
            unpack() { if [ -n "$z" ]; then $z -dc < "$a"; else cat -- "$a"; fi; }
            if [ $kind = zip ]; then
            command -v unzip >/dev/null 2>&1 || { echo "no unzip on this host" >&2; exit 1; }
            t=$(mktemp -d) || exit 1; trap 'rm -rf -- "$t" "$tmp"' EXIT; zipped "$t" || exit 1
            names() { (cd -- "$t" && find . -mindepth 1 | sed 's,^\\./,,' | LC_ALL=C sort); }
            told() { unzip -Z1 "$a"; }
            same() { names | while IFS= read -r f; do if [ -d "$t/$f" ]; then [ -d "$d/$f" ] || exit 1
            else cmp -s -- "$t/$f" "$d/$f" && [ "$(stat -c %a -- "$t/$f")" = "$(stat -c %a -- "$d/$f")" ] || exit 1; fi; done; }
            into() { zipped "$d"; }
            else
            names() { unpack | members tar -t "$@" -f -; }
            told() { names "$@"; }
            same() { unpack | members tar -C "$d" --diff "$@" -f - >/dev/null 2>&1; }
            into() { unpack | members tar -C "$d" -x "$@" -f -; }
            fi
            if [ "$list" = 1 ]; then told "$@" | sed 's/^/file=/'; fi
            if same "$@"; then exit 0; fi
            echo changed
            [ "$check" = 1 ] && exit 0
            into "$@" || exit 1
            """;

    /** Brings what the archive holds to the wanted ownership. */
    private static final String OWN = """
            names "$@" | while IFS= read -r f; do own "$d/$f" || exit 1; done
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String dest = args.required("dest");
        if (args.has("creates")
                && call.node()
                        .run("[ -e " + Paths.quoted(args.required("creates")) + " ]\n")
                        .ok()) {
            return ModuleResult.skip("skipped, since " + args.required("creates") + " exists");
        }
        boolean remote = args.flag("remote_src", !args.flag("copy", true));
        String options = options(args);
        String head = "tmp=; check=" + (call.check() ? 1 : 0) + "; list=" + (args.flag("list_files", false) ? 1 : 0)
                + "; d=" + Paths.quoted(dest) + "\n" + functions(args) + "set --" + options + "\n";
        List<String> own = Ownership.of(args).commands();
        String script = own.isEmpty() ? SCRIPT : Ownership.function("own", own) + SCRIPT + OWN;
        ExecResult result;
        if (remote) {
            result = call.node().run(head + "a=" + Paths.quoted(args.required("src")) + "\n" + script);
        } else {
            Path file = call.files().get("files", args.required("src"));
            result = call.node()
                    .run(
                            head
                                    + "a=$(mktemp) || exit 1\ntmp=$a; trap 'rm -f -- \"$a\"' EXIT\ncat > \"$a\" || exit 1\n"
                                    + script,
                            Payload.of(file));
        }
        if (!result.ok()) {
            throw new ModuleException("Failed to unpack '" + args.required("src") + "': "
                    + result.err().strip());
        }
        List<String> lines = result.out().lines().toList();
        ModuleResult done =
                ModuleResult.of(lines.contains("changed")).with("dest", dest).with("src", args.required("src"));
        return args.flag("list_files", false)
                ? done.with(
                        "files",
                        lines.stream()
                                .filter(line -> line.startsWith("file="))
                                .map(line -> line.substring("file=".length()))
                                .toList())
                : done;
    }

    private static String functions(Args args) {
        String members = words("", args.list("include"));
        String excluded = args.list("exclude").isEmpty() ? "" : " -x" + words("", args.list("exclude"));
        return "members() { \"$@\"" + members + "; }\nzipped() { unzip -o -qq" + words("", args.list("extra_opts"))
                + " \"$a\"" + members + excluded + " -d \"$1\"; }\n";
    }

    private static String words(String prefix, List<String> values) {
        return values.stream().map(one -> " " + prefix + word(one)).collect(Collectors.joining());
    }

    private static String options(Args args) {
        StringBuilder options = new StringBuilder();
        if (args.flag("keep_newer", false)) {
            options.append(" --keep-newer-files");
        }
        return options + words("--exclude=", args.list("exclude")) + words("", args.list("extra_opts"));
    }
}
