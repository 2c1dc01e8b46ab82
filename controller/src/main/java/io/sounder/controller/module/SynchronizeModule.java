package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.LocalConnection;
import io.sounder.controller.host.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code synchronize}: a tree is the same on controller and host; what differs in size or time is copied. Goes through the
 * connection that is there, as a tar archive: neither end needs {@code rsync}. Check mode compares only.
 */
final class SynchronizeModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "src!",
                "dest!",
                "mode",
                "delete",
                "archive+",
                "recursive+",
                "compress",
                "times+",
                "perms+",
                "links+",
                "checksum",
                "rsync_opts",
                "existing_only?",
                "dirs?",
                "copy_links?",
                "owner",
                "group",
                "dest_port?",
                "rsync_path",
                "rsync_timeout",
                "set_remote_user",
                "use_ssh_args",
                "ssh_connection_multiplexing",
                "ssh_multiplexing_control_path",
                "verify_host?",
                "partial",
                "private_key?",
                "link_dest?",
                "delay_updates",
                "quiet");
    }

    /** {@code $s} is a file or folder; prints type, size, seconds, mode, and the relative name of all that is in it. */
    private static String list(String path) {
        return "s=" + Paths.quoted(path) + "\n" + """
                if [ -d "$s" ]; then cd -- "$s" && find . -mindepth 1 -printf '%y %s %T@ %m %P -> %l\\n' | LC_ALL=C sort -k5
                elif [ -e "$s" ]; then find "$s" -printf '%y %s %T@ %m . -> %l\\n'
                else exit 3; fi
                """;
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        boolean push = args.choice("mode", "push", "push", "pull").equals("push");
        List<String> options = args.list("rsync_opts");
        List<String> excludes = new ArrayList<>();
        for (String option : options) {
            if (option.startsWith("--exclude=")) {
                excludes.add(option.substring("--exclude=".length()));
            } else {
                throw new ModuleException("rsync_opts may hold '--exclude=…' only, not '" + option + "'");
            }
        }
        Node here = new Node(
                () -> new LocalConnection("localhost", call.scope().playbookDir()),
                io.sounder.controller.host.Become.NOBODY_ELSE,
                Map.of(),
                Duration.ZERO);
        String src = args.required("src");
        String dest = args.required("dest");
        if (push) {
            src = call.files()
                    .find("files", src)
                    .map(found -> found + (args.required("src").endsWith("/") ? "/" : ""))
                    .orElse(src);
        } else if (!dest.startsWith("/") && !dest.startsWith("~")) {
            dest = call.scope().playbookDir().resolve(dest) + (dest.endsWith("/") ? "/" : "");
        }
        return copy(call, push ? here : call.node(), push ? call.node() : here, src, dest, excludes);
    }

    private static ModuleResult copy(
            ModuleCall call, Node from, Node to, String src, String dest, List<String> excludes) {
        boolean folder = from.run("[ -d " + Paths.quoted(src) + " ]\n").ok();
        boolean inside = !src.endsWith("/")
                && (folder
                        || dest.endsWith("/")
                        || to.run("[ -d " + Paths.quoted(dest) + " ]\n").ok());
        String target = inside ? FileWriter.inside(dest, Paths.name(src)) : dest;
        ExecResult theirs = from.run(list(src));
        if (!theirs.ok()) {
            throw new ModuleException("'" + src + "' does not exist or cannot be read: "
                    + theirs.err().strip());
        }
        List<String> wanted = filtered(theirs.out(), excludes);
        List<String> have = filtered(to.run(list(target)).out(), excludes);
        List<String> changed = new ArrayList<>(wanted);
        changed.removeIf(have::contains);
        List<String> names = changed.stream().map(SynchronizeModule::name).toList();
        List<String> gone = have.stream()
                .map(SynchronizeModule::name)
                .filter(name -> wanted.stream().noneMatch(one -> name(one).equals(name)))
                .toList();
        boolean deletes = call.args().flag("delete", false) && !gone.isEmpty();
        if (!call.check()) {
            if (!names.isEmpty()) {
                transfer(from, to, src, target, folder, names);
            }
            if (deletes) {
                to.output(
                        "cd -- " + Paths.quoted(target) + " && xargs -0 rm -rf --\n",
                        Payload.of(String.join("\0", gone) + "\0"));
            }
        }
        List<String> told = new ArrayList<>(names);
        return ModuleResult.of(!names.isEmpty() || deletes)
                .with("rc", 0L)
                .with("msg", String.join("\n", told))
                .with("stdout_lines", told)
                .with("cmd", "synchronize " + src + " " + dest);
    }

    private static List<String> filtered(String listing, List<String> excludes) {
        return listing.lines()
                .map(line -> line.startsWith("d")
                        ? line.replaceFirst("^d \\d+ \\S+", "d 0 0")
                        : line.replaceFirst("^(\\S \\d+ \\d+)\\.\\d+", "$1"))
                .filter(line -> excludes.stream()
                        .noneMatch(one -> name(line).equals(one)
                                || name(line).startsWith(one.replaceAll("/$", "") + "/")
                                || name(line).endsWith("/" + one)))
                .toList();
    }

    private static String name(String line) {
        String rest = line.split(" ", 5)[4];
        return rest.substring(0, rest.lastIndexOf(" -> "));
    }

    private static void transfer(Node from, Node to, String src, String target, boolean folder, List<String> names) {
        Path archive;
        try {
            archive = Files.createTempFile("sounder-", ".tar");
        } catch (IOException e) {
            throw new ModuleException("cannot make a temporary file: " + e.getMessage(), e);
        }
        try {
            String pack = folder
                    ? "cd -- " + Paths.quoted(src) + " && tar -cf - --no-recursion --null -T -\n"
                    : "cat -- " + Paths.quoted(src) + "\n";
            ExecResult packed = from.save(pack, Payload.of(folder ? String.join("\0", names) + "\0" : ""), archive);
            if (!packed.ok()) {
                throw new ModuleException(
                        "cannot read '" + src + "': " + packed.err().strip());
            }
            String stamp = folder
                    ? ""
                    : from.output("stat -c '%Y %a' -- " + Paths.quoted(src) + "\n")
                            .strip();
            String[] times = (stamp + " 0 644").strip().split(" ", -1);
            String unpack = folder
                    ? "mkdir -p -- " + Paths.quoted(target) + " && tar -xpf - --no-same-owner -C "
                            + Paths.quoted(target) + "\n"
                    : "t=" + Paths.quoted(target)
                            + "\nn=$(mktemp \"$t.XXXXXX\") && trap 'rm -f -- \"$n\"' EXIT && cat > \"$n\" && [ \"$(wc -c < \"$n\")\" -eq "
                            + archive.toFile().length() + " ] && chmod "
                            + word(times[1]) + " \"$n\" && mv -fT -- \"$n\" \"$t\" && touch -d @" + word(times[0])
                            + " -- \"$t\"\n";
            if (folder) {
                to.output(unpack, Payload.of(archive));
            } else {
                to.place(unpack, Payload.of(archive));
            }
        } finally {
            archive.toFile().delete();
        }
    }
}
