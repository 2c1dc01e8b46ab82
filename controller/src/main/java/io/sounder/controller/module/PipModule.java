package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code pip}: packages of Python are installed or not, by the host's {@code pip}. Check mode looks only. */
final class PipModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "name",
                "version",
                "requirements",
                "virtualenv",
                "virtualenv_site_packages",
                "virtualenv_command",
                "virtualenv_python",
                "state",
                "extra_args",
                "editable",
                "chdir",
                "executable",
                "umask");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = args.choice("state", "present", "present", "absent", "latest", "forcereinstall");
        List<String> names = args.list("name");
        if (names.isEmpty() && !args.has("requirements")) {
            throw new ModuleException("one of the following is required: name, requirements");
        }
        if (args.has("version") && names.size() != 1) {
            throw new ModuleException("'version' goes with one name only");
        }
        List<String> wanted = args.has("version") ? List.of(names.getFirst() + "==" + args.required("version")) : names;
        String head = head(args);
        Map<String, String> installed = installed(call.node().output(head + environment(args, call.check()) + LIST));
        String command = command(args, state, wanted);
        ModuleResult result = call.check()
                ? ModuleResult.of(isDue(state, wanted, installed, args.has("requirements")))
                : done(call, head, command);
        return result.with("name", names.isEmpty() ? null : names)
                .with("version", args.text("version").orElse(null))
                .with("state", state)
                .with("requirements", args.text("requirements").orElse(null))
                .with("virtualenv", args.text("virtualenv").orElse(null));
    }

    /** Lets the program decide what there is to do. */
    private static ModuleResult done(ModuleCall call, String head, String command) {
        ExecResult result = call.node().run(head + "echo \"$pip\"\nset -f; \"$pip\" " + command + "\n");
        if (!result.ok()) {
            throw new ModuleException(
                    "pip failed with '" + command + "': " + result.err().strip());
        }
        List<String> lines = result.out().lines().toList();
        List<String> said = lines.subList(1, lines.size());
        List<String> words = new ArrayList<>(List.of(lines.getFirst()));
        words.addAll(Words.split(command));
        String out = said.isEmpty() ? "" : String.join("\n", said) + "\n";
        return ModuleResult.of(out.contains("Successfully installed") || out.contains("Successfully uninstalled"))
                .with("cmd", words)
                .with("stdout", out)
                .with("stdout_lines", said)
                .with("stderr", result.err())
                .with("stderr_lines", result.err().lines().toList());
    }

    /** {@code $pip} is the program; what is in the environment of Python counts, if one is wanted. */
    private static String head(Args args) {
        String umask =
                args.text("umask").map(one -> "umask " + word(one) + "\n").orElse("");
        String folder = args.text("chdir")
                .map(one -> "cd " + Paths.quoted(one) + " || exit 1\n")
                .orElse("");
        String pip = args.has("virtualenv")
                ? "v=" + Paths.quoted(args.required("virtualenv")) + "; pip=$v/bin/pip\n"
                : "pip=" + word(args.text("executable", "")) + "\n" + FIND;
        return "export LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1\n" + umask + folder + pip;
    }

    private static final String FIND = """
            if [ -z "$pip" ]; then for p in pip3 pip; do if command -v $p >/dev/null 2>&1; then pip=$p; break; fi; done; fi
            command -v "$pip" >/dev/null 2>&1 || { echo "no pip on this host" >&2; exit 1; }
            """;

    private static final String LIST = """
            if command -v "$pip" >/dev/null 2>&1; then "$pip" list --format=freeze 2>/dev/null || "$pip" freeze || exit 1; fi
            """;

    private static String environment(Args args, boolean check) {
        if (!args.has("virtualenv") || check) {
            return "";
        }
        return "if [ ! -e \"$v/bin/activate\" ]; then " + args.text("virtualenv_command", "virtualenv")
                + (args.flag("virtualenv_site_packages", false) ? " --system-site-packages" : "")
                + args.text("virtualenv_python").map(one -> " -p" + word(one)).orElse("")
                + " \"$v\" 1>&2 || exit 1; fi\n";
    }

    private static Map<String, String> installed(String list) {
        Map<String, String> installed = new HashMap<>();
        list.lines().forEach(line -> {
            String[] parts = line.split("===?", 2);
            if (parts.length == 2) {
                installed.put(plain(parts[0]), parts[1].strip());
            }
        });
        return installed;
    }

    private static String plain(String name) {
        return name.strip().replaceFirst("\\[.*", "").replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    /** Whether the program has to be asked; it decides itself about files of requirements and ranges of versions. */
    private static boolean isDue(String state, List<String> wanted, Map<String, String> installed, boolean file) {
        if (file || state.equals("latest") || state.equals("forcereinstall")) {
            return true;
        }
        boolean present = state.equals("present");
        return wanted.stream().anyMatch(one -> {
            String[] parts = one.split("==", 2);
            boolean range = one.matches(".*([<>~!]=?|://).*");
            String version = installed.get(plain(parts[0].split("[<>~!]", 2)[0]));
            boolean there = version != null && (parts.length < 2 || version.equals(parts[1].strip()));
            return present ? !there || range : version != null;
        });
    }

    private static String command(Args args, String state, List<String> wanted) {
        String verb = switch (state) {
            case "absent" -> "uninstall -y";
            case "latest" -> "install -U";
            case "forcereinstall" -> "install -U --force-reinstall";
            default -> "install";
        };
        return verb
                + args.text("extra_args").map(more -> " " + more).orElse("")
                + (args.flag("editable", false) ? " -e" : "")
                + wanted.stream().map(one -> " " + word(one)).collect(Collectors.joining())
                + args.text("requirements").map(file -> " -r " + word(file)).orElse("");
    }
}
