package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.Map;

/** {@code git}: a repository is checked out at a version, by the host's {@code git}. Check mode looks only. */
final class GitModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "repo|name!",
                "dest!",
                "version",
                "remote",
                "force",
                "update",
                "clone",
                "depth",
                "recursive",
                "bare",
                "key_file",
                "accept_hostkey",
                "accept_newhostkey",
                "ssh_opts",
                "executable",
                "refspec",
                "single_branch",
                "umask?",
                "reference?",
                "track_submodules?",
                "verify_commit?",
                "archive?",
                "archive_prefix?",
                "separate_git_dir?",
                "gpg_whitelist?");
    }

    /** Prints {@code before=}, {@code after=}, {@code changed=} and {@code url=}. */
    private static final String SCRIPT = """
            command -v "$git" >/dev/null 2>&1 || { echo "no git on this host" >&2; exit 1; }
            export GIT_TERMINAL_PROMPT=0 LC_ALL=C
            fail() { echo "$1" >&2; exit 1; }
            dir=$d/.git; [ "$bare" = 1 ] && dir=$d
            g() { "$git" -C "$d" "$@"; }
            if [ ! -e "$dir/config" ] && [ ! -f "$dir" ]; then
            if [ "$clone" = 0 ]; then v=$("$git" ls-remote "$repo" "$version" | cut -f1 | head -n1); echo "after=$v"; echo changed=1; exit 0; fi
            if [ "$check" = 1 ]; then echo "after=$("$git" ls-remote "$repo" "$version" | head -n1 | cut -f1)"; echo changed=1; exit 0; fi
            mkdir -p -- "$(dirname -- "$d")" || exit 1
            set --; [ "$bare" = 1 ] && set -- "$@" --bare
            [ -n "$depth" ] && set -- "$@" --depth "$depth" --no-single-branch
            [ -n "$depth" ] && [ "$version" != HEAD ] && "$git" ls-remote --exit-code "$repo" "refs/heads/$version" "refs/tags/$version" >/dev/null 2>&1 && set -- "$@" --branch "$version"
            [ "$single" = 1 ] && set -- "$@" --single-branch
            "$git" clone -q --origin "$remote" "$@" -- "$repo" "$d" || fail "Failed to clone '$repo'"
            before=; fresh=1
            else
            [ "$update" = 0 ] && { h=$(g rev-parse HEAD); echo "before=$h"; echo "after=$h"; exit 0; }
            before=$(g rev-parse HEAD 2>/dev/null); fresh=0
            if [ "$bare" != 1 ] && [ -n "$(g status --porcelain -uno)" ]; then
            [ "$force" = 1 ] || fail "Local modifications exist in the destination: $d (force=no)."
            echo modified=1; [ "$check" = 1 ] || g reset -q --hard HEAD || exit 1; fi
            if [ "$check" = 1 ]; then
            v=$("$git" ls-remote "$repo" "$version" "refs/tags/$version^{}" | tail -n1 | cut -f1); [ -n "$v" ] || v=$version
            echo "before=$before"; echo "after=$v"; [ "$v" = "$before" ] || echo changed=1; exit 0; fi
            url=$(g config --get "remote.$remote.url")
            if [ "$url" != "$repo" ]; then g remote set-url "$remote" "$repo" 2>/dev/null || g remote add "$remote" "$repo" || exit 1; echo url=1; fi
            g fetch -q --force --tags ${depth:+--depth "$depth"} "$remote" || fail "Failed to download remote objects and refs"
            [ "$bare" = 1 ] && g fetch -q --force "$remote" '+refs/heads/*:refs/heads/*'
            fi
            [ -n "$refspec" ] && { g fetch -q --force "$remote" "$refspec" || fail "Failed to download the ref '$refspec'"; }
            if [ "$bare" != 1 ]; then
            if [ "$version" = HEAD ]; then
            g remote set-head "$remote" -a >/dev/null 2>&1
            b=$(g symbolic-ref --short "refs/remotes/$remote/HEAD" 2>/dev/null); b=${b#"$remote"/}
            if [ -n "$b" ]; then g checkout -q ${force1:+--force} "$b" && g reset -q --hard "$remote/$b" || fail "Failed to checkout branch $b"; fi
            elif g show-ref --verify -q "refs/remotes/$remote/$version"; then
            g checkout -q --force -B "$version" "$remote/$version" || fail "Failed to checkout branch $version"
            else g checkout -q --force "$version" -- || fail "Failed to checkout $version"; fi
            [ "$recursive" = 1 ] && [ -f "$d/.gitmodules" ] && { g submodule -q update --init --recursive || fail "Failed to init/update submodules"; }
            fi
            after=$(g rev-parse HEAD)
            echo "before=$before"; echo "after=$after"
            if [ "$before" != "$after" ] || [ $fresh = 1 ]; then echo changed=1; fi
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        StringBuilder head = new StringBuilder();
        head.append("git=").append(word(args.text("executable", "git")));
        head.append(" repo=").append(Paths.word(args.required("repo")));
        head.append(" d=").append(Paths.quoted(args.required("dest")));
        head.append(" version=").append(word(args.text("version", "HEAD")));
        head.append(" remote=").append(word(args.text("remote", "origin")));
        head.append(" depth=").append(args.text("depth").map(one -> word(one)).orElse(""));
        head.append(" refspec=")
                .append(args.text("refspec").map(one -> word(one)).orElse(""));
        flag(head, args, "force", false);
        flag(head, args, "update", true);
        flag(head, args, "clone", true);
        flag(head, args, "recursive", true);
        flag(head, args, "bare", false);
        head.append(" single=").append(args.flag("single_branch", false) ? 1 : 0);
        head.append(" force1=").append(args.flag("force", false) ? "1" : "");
        head.append(" check=").append(call.check() ? 1 : 0).append('\n').append(ssh(args));
        ExecResult result = call.node().run(head + SCRIPT);
        if (!result.ok()) {
            throw new ModuleException(
                    "git of '" + args.required("repo") + "': " + result.err().strip());
        }
        Map<String, String> said = Http.pairs(result.out());
        String before = said.getOrDefault("before", "");
        boolean changed = said.containsKey("changed") || said.containsKey("url") || said.containsKey("modified");
        ModuleResult told = ModuleResult.of(changed)
                .with("before", before.isEmpty() ? null : before)
                .with("after", said.get("after"))
                .with("remote_url_changed", said.containsKey("url"));
        return said.containsKey("modified")
                ? told.with("msg", "Local modifications exist in the destination: " + args.required("dest"))
                : told;
    }

    private static void flag(StringBuilder head, Args args, String name, boolean fallback) {
        head.append(' ').append(name).append('=').append(args.flag(name, fallback) ? 1 : 0);
    }

    private static String ssh(Args args) {
        StringBuilder options = new StringBuilder();
        args.text("key_file")
                .ifPresent(file -> options.append(" -i ").append(file).append(" -o IdentitiesOnly=yes"));
        if (args.flag("accept_hostkey", false)) {
            options.append(" -o StrictHostKeyChecking=no");
        } else if (args.flag("accept_newhostkey", false)) {
            options.append(" -o StrictHostKeyChecking=accept-new");
        }
        args.text("ssh_opts").ifPresent(more -> options.append(' ').append(more));
        return options.isEmpty() ? "" : "export GIT_SSH_COMMAND=" + word("ssh -o BatchMode=yes" + options) + "\n";
    }
}
