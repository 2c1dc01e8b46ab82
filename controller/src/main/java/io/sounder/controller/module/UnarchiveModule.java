package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import java.nio.file.Path;
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
                "remote_src|copy",
                "creates",
                "extra_opts",
                "exclude",
                "include?",
                "keep_newer",
                "list_files?");
    }

    /** {@code $a} is the archive, {@code $d} the folder. Prints {@code changed} if something differs. */
    private static final String SCRIPT = """
            [ -d "$d" ] || { echo "dest '$d' must be an existing dir" >&2; exit 1; }
            z=; case $(head -c 6 -- "$a" | od -An -tx1 | tr -d ' \\n') in
            1f8b*) z=gzip ;; 28b52ffd*) z=zstd ;; fd377a585a00) z=xz ;; 425a68*) z=bzip2 ;; esac
            unpack() { if [ -n "$z" ]; then $z -dc < "$a"; else cat -- "$a"; fi; }
            if unpack | tar -C "$d" --diff "$@" -f - >/dev/null 2>&1; then exit 0; fi
            echo changed
            [ "$check" = 1 ] && exit 0
            unpack | tar -C "$d" -x "$@" -f - || exit 1
            """;

    /** Brings what the archive holds to the wanted ownership. */
    private static final String OWN = """
            unpack | tar -t "$@" -f - | while IFS= read -r f; do own "$d/$f" || exit 1; done
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
        boolean remote = args.has("remote_src") && args.flag("remote_src", false);
        String options = options(args);
        String head = "check=" + (call.check() ? 1 : 0) + "; d=" + Paths.quoted(dest) + "\nset --" + options + "\n";
        java.util.List<String> own = Ownership.of(args).commands();
        String script = own.isEmpty() ? SCRIPT : Ownership.function("own", own) + SCRIPT + OWN;
        ExecResult result;
        if (remote) {
            result = call.node().run(head + "a=" + Paths.quoted(args.required("src")) + "\n" + script);
        } else {
            Path file = call.files().get("files", args.required("src"));
            result = call.node()
                    .run(
                            head + "a=$(mktemp) || exit 1\ntrap 'rm -f -- \"$a\"' EXIT\ncat > \"$a\" || exit 1\n"
                                    + script,
                            Payload.of(file));
        }
        if (!result.ok()) {
            throw new ModuleException("Failed to unpack '" + args.required("src") + "': "
                    + result.err().strip());
        }
        return ModuleResult.of(result.out().contains("changed"))
                .with("dest", dest)
                .with("src", args.required("src"));
    }

    private static String options(Args args) {
        StringBuilder options = new StringBuilder();
        if (args.flag("keep_newer", false)) {
            options.append(" --keep-newer-files");
        }
        args.list("exclude").forEach(one -> options.append(" --exclude=").append(word(one)));
        options.append(
                args.list("extra_opts").stream().map(one -> " " + word(one)).collect(Collectors.joining()));
        return options.toString();
    }
}
