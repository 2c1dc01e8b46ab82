package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.Payload;
import java.util.ArrayList;
import java.util.List;

/** {@code apt_repository}: a source of packages stands in a list of apt, or does not. Check mode compares only. */
final class AptRepositoryModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "repo!",
                "state",
                "filename",
                "mode",
                "update_cache|update-cache",
                "codename?",
                "validate_certs",
                "install_python_apt",
                "update_cache_retries?",
                "update_cache_retry_max_delay?");
    }

    /** Prints every list with its name in front of each line, separated by a tab. */
    private static final String READ = """
            cd /etc/apt 2>/dev/null || { echo "no /etc/apt on this host" >&2; exit 1; }
            for f in sources.list sources.list.d/*.list; do [ -f "$f" ] || continue
            while IFS= read -r l || [ -n "$l" ]; do printf '%s\\t%s\\n' "/etc/apt/$f" "$l"; done < "$f"; done
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String repo = String.join(" ", args.required("repo").strip().split("\\s+", -1));
        if (repo.startsWith("ppa:")) {
            throw new ModuleException("a 'ppa:' address is not supported: give the whole line 'deb …'");
        }
        if (!repo.startsWith("deb")) {
            throw new ModuleException("Invalid repository string: " + repo);
        }
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        List<String> files = new ArrayList<>();
        for (String line : call.node().output(READ).lines().toList()) {
            String[] pair = line.split("\t", 2);
            if (plain(pair[1]).equals(plain(repo)) && !files.contains(pair[0])) {
                files.add(pair[0]);
            }
        }
        boolean changed = present == files.isEmpty();
        if (changed && !call.check()) {
            if (present) {
                add(call, file(args, repo), repo);
            } else {
                files.forEach(file -> remove(call, file, repo));
            }
            if (args.flag("update_cache", true)) {
                call.node().output("apt-get -q update 1>&2 || { echo 'Failed to update apt cache' >&2; exit 1; }\n");
            }
        }
        return ModuleResult.of(changed)
                .with("repo", args.required("repo"))
                .with("state", present ? "present" : "absent")
                .with("sources_added", changed && present ? List.of(file(args, repo)) : List.of())
                .with("sources_removed", changed && !present ? files : List.of());
    }

    private static String plain(String line) {
        return String.join(" ", line.replaceAll("#.*", "").strip().split("\\s+", -1));
    }

    private static String file(Args args, String repo) {
        String name = args.text("filename").orElseGet(() -> {
            String address = repo.replaceAll("\\[[^]]*]", "").replaceFirst("^deb(-src)?\\s+", "");
            String[] words = address.split("\\s+", -1);
            String host = words[0].replaceFirst("^[a-z+]+:/*", "")
                    .replaceAll("[^A-Za-z0-9]+", " ")
                    .strip();
            return String.join("_", host.split(" ", -1));
        });
        String list = name.endsWith(".list") ? name : name + ".list";
        return list.startsWith("/") ? list : "/etc/apt/sources.list.d/" + list;
    }

    private static void add(ModuleCall call, String file, String repo) {
        String mode =
                call.args().raw("mode").map(FileMode::of).map(FileMode::text).orElse("0644");
        call.node()
                .output(
                        "f=" + word(file) + "\ncat >> \"$f\" && chmod " + word(mode) + " \"$f\"\n",
                        Payload.of(repo + "\n"));
    }

    private static void remove(ModuleCall call, String file, String repo) {
        List<String> kept = call.node()
                .output("cat -- " + word(file) + "\n")
                .lines()
                .filter(line -> !plain(line).equals(plain(repo)))
                .toList();
        String script = kept.isEmpty() ? "rm -f -- " + word(file) + "\n" : "cat > " + word(file) + "\n";
        call.node().output(script, Payload.of(kept.isEmpty() ? "" : String.join("\n", kept) + "\n"));
    }
}
