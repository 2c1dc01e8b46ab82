package io.sounder.controller.module;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code find}: lists files on the host; the same in check mode. */
final class FindModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "paths|name|path!",
                "patterns|pattern",
                "excludes|exclude",
                "use_regex",
                "recurse",
                "hidden",
                "file_type",
                "age",
                "age_stamp",
                "size",
                "depth",
                "follow",
                "contains",
                "read_whole_file",
                "get_checksum");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String type = args.choice("file_type", "file", "file", "directory", "link", "any");
        List<Pattern> wanted = patterns(args, "patterns");
        List<Pattern> unwanted = patterns(args, "excludes");
        List<Map<String, @Nullable Object>> files = new ArrayList<>();
        Map<String, Object> skipped = new LinkedHashMap<>();
        long examined = 0;
        for (String path : args.list("paths")) {
            String script = "p=" + Paths.quoted(path) + "\n[ -d \"$p\" ] || exit 3\nfind "
                    + (args.flag("follow", false) ? "-L " : "")
                    + "\"$p\" -mindepth 1 " + depth(args)
                    + " -exec stat -c '%f %u %g %s %.6X %.6Y %.6Z %i %h %d %U %G %n' {} +\n";
            var result = call.node().run(script);
            if (result.code() == 3) {
                skipped.put(path, "'" + path + "' is not a directory");
                continue;
            }
            for (String line : result.out().lines().toList()) {
                examined++;
                RemoteFile file = parsed(line);
                if (typed(type, file) && matches(args, file, wanted, unwanted) && contains(call, file)) {
                    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
                    StatModule.fill(facts, file);
                    if (args.flag("get_checksum", false) && file.isFile()) {
                        facts.put("checksum", sum(call, file.path()));
                    }
                    files.add(facts);
                }
            }
        }
        return ModuleResult.of(false)
                .with("files", files)
                .with("matched", (long) files.size())
                .with("examined", examined)
                .with("skipped_paths", skipped)
                .with(
                        "msg",
                        skipped.isEmpty()
                                ? "All paths examined"
                                : "Not all paths examined, check warnings for details");
    }

    private static String sum(ModuleCall call, String path) {
        return call.node()
                .run("sha1sum < " + Paths.quoted(path) + " | cut -d' ' -f1\n")
                .out()
                .strip();
    }

    /** Whether a line starts with what {@code contains} says; with {@code read_whole_file} any place will do. */
    private static boolean contains(ModuleCall call, RemoteFile file) {
        if (!call.args().has("contains")) {
            return true;
        }
        if (!file.isFile()) {
            return false;
        }
        Pattern pattern = PythonRegex.compile(call.args().required("contains"), 0);
        String text =
                call.node().run("cat -- " + Paths.quoted(file.path()) + "\n").out();
        return call.args().flag("read_whole_file", false)
                ? pattern.matcher(text).find()
                : text.lines().anyMatch(line -> pattern.matcher(line).lookingAt());
    }

    private static String depth(Args args) {
        if (!args.flag("recurse", false)) {
            return "-maxdepth 1 ";
        }
        return args.has("depth") ? "-maxdepth " + (int) args.number("depth", 1) + " " : "";
    }

    private static boolean typed(String type, RemoteFile file) {
        return switch (type) {
            case "file" -> file.isFile();
            case "directory" -> file.isFolder();
            case "link" -> file.isLink();
            default -> true;
        };
    }

    private static RemoteFile parsed(String line) {
        String[] words = line.split(" ", 13);
        int mode = Integer.parseInt(words[0], 16);
        char target = (mode & 0170000) == 0040000 ? 'd' : 'f';
        String stat = String.join(" ", List.of(words).subList(0, 12));
        return RemoteFile.parse(words[12], List.of(stat, "", "", String.valueOf(target)));
    }

    private static List<Pattern> patterns(Args args, String name) {
        boolean regex = args.flag("use_regex", false);
        return args.list(name).stream()
                .map(text -> regex ? PythonRegex.compile(text, 0) : Pattern.compile(glob(text)))
                .toList();
    }

    private static String glob(String pattern) {
        return pattern.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    case '[', ']' -> String.valueOf((char) c);
                    default -> Pattern.quote(String.valueOf((char) c));
                })
                .collect(Collectors.joining("", "", "\\z"));
    }

    private static boolean matches(Args args, RemoteFile file, List<Pattern> wanted, List<Pattern> unwanted) {
        String name = Paths.name(file.path());
        boolean hidden = name.startsWith(".") && !args.flag("hidden", false);
        boolean named = wanted.isEmpty()
                || wanted.stream().anyMatch(one -> one.matcher(name).lookingAt());
        boolean excluded = unwanted.stream().anyMatch(one -> one.matcher(name).lookingAt());
        return !hidden && named && !excluded && sized(args, file) && aged(args, file);
    }

    private static boolean sized(Args args, RemoteFile file) {
        if (!args.has("size")) {
            return true;
        }
        double size = Quantity.parse(args.required("size"), "bkmgt", 1024);
        return size >= 0 ? file.size() >= size : file.size() <= -size;
    }

    private static boolean aged(Args args, RemoteFile file) {
        if (!args.has("age")) {
            return true;
        }
        double age = Quantity.seconds(args.required("age"));
        double stamp = switch (args.text("age_stamp", "mtime")) {
            case "atime" -> file.atime();
            case "ctime" -> file.ctime();
            default -> file.mtime();
        };
        double passed = Instant.now().getEpochSecond() - stamp;
        return age >= 0 ? passed >= age : passed <= -age;
    }
}
