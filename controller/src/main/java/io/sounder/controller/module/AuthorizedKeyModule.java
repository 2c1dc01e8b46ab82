package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code authorized_key}: public keys may log in as a user, or may not. Check mode compares only; shows diffs. */
final class AuthorizedKeyModule implements Module {
    private static final Pattern KEY =
            Pattern.compile("^(?:(.*?)\\s+)?((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\\w.@-]+)\\s+(\\S+)(?:\\s+(.*))?$");

    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "user!",
                "key!",
                "path",
                "manage_dir",
                "state",
                "key_options",
                "exclusive",
                "comment",
                "validate_certs",
                "follow?");
    }

    /** One line of the file. */
    private record Line(String options, String type, String blob, String comment) {
        static Optional<Line> parse(String text) {
            Matcher matcher = KEY.matcher(text.strip());
            if (text.strip().startsWith("#") || !matcher.matches()) {
                return Optional.empty();
            }
            return Optional.of(new Line(
                    Optional.ofNullable(matcher.group(1)).orElse(""),
                    matcher.group(2),
                    matcher.group(3),
                    Optional.ofNullable(matcher.group(4)).orElse("").strip()));
        }

        String text() {
            return (options.isEmpty() ? "" : options + " ") + type + " " + blob
                    + (comment.isEmpty() ? "" : " " + comment);
        }
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String user = args.required("user");
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        List<Line> wanted = wanted(args);
        String file = file(call, args, user);
        String before = call.node().output("cat -- " + Paths.quoted(file) + " 2>/dev/null || :\n");
        List<String> lines = new ArrayList<>(before.lines().toList());
        if (present) {
            add(lines, wanted);
            if (args.flag("exclusive", false)) {
                lines.removeIf(line ->
                        Line.parse(line).filter(one -> !has(wanted, one)).isPresent());
            }
        } else {
            lines.removeIf(
                    line -> Line.parse(line).filter(one -> has(wanted, one)).isPresent());
        }
        String after = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        boolean changed = !lines.equals(before.lines().toList());
        if (changed && !call.check()) {
            save(call, args, user, file, after);
        }
        ModuleResult result = ModuleResult.of(changed).withAll(told(args, file));
        return changed && call.diff() ? result.with(new Diff(before, after, file, file)) : result;
    }

    private static Map<String, @Nullable Object> told(Args args, String file) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("user", args.required("user"));
        told.put("key", args.required("key"));
        told.put("keyfile", file);
        told.put("state", args.text("state", "present"));
        told.put("exclusive", args.flag("exclusive", false));
        told.put("manage_dir", args.flag("manage_dir", true));
        told.put("comment", args.raw("comment").orElse(null));
        told.put("key_options", args.raw("key_options").orElse(null));
        told.put("path", args.raw("path").orElse(null));
        return told;
    }

    private static List<Line> wanted(Args args) {
        String text = args.required("key");
        if (text.strip().matches("(?s)(https?|file)://.*")) {
            throw new ModuleException("key must be the key itself, not the address '" + text.strip() + "'");
        }
        List<Line> wanted = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Line key =
                    Line.parse(line).orElseThrow(() -> new ModuleException("invalid key specified: " + line.strip()));
            wanted.add(new Line(
                    args.text("key_options").orElse(key.options()),
                    key.type(),
                    key.blob(),
                    args.text("comment").orElse(key.comment())));
        }
        return wanted;
    }

    private static boolean has(List<Line> keys, Line one) {
        return keys.stream().anyMatch(key -> key.blob().equals(one.blob()));
    }

    private static void add(List<String> lines, List<Line> wanted) {
        for (Line key : wanted) {
            int at = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (Line.parse(lines.get(i))
                        .filter(one -> one.blob().equals(key.blob()))
                        .isPresent()) {
                    at = i;
                }
            }
            if (at < 0) {
                lines.add(key.text());
            } else if (!Line.parse(lines.get(at)).equals(Optional.of(key))) {
                lines.set(at, key.text());
            }
        }
    }

    private static String file(ModuleCall call, Args args, String user) {
        if (args.has("path")) {
            return args.required("path");
        }
        Account account = Account.read(call.node(), user);
        if (!account.exists()) {
            throw new ModuleException("Failed to lookup user " + user + ": there is no such user on the host");
        }
        return account.home() + "/.ssh/authorized_keys";
    }

    /** {@code $u} is the user, {@code $f} the file, {@code $m} whether its folder is looked after. */
    private static final String SAVE = """
            d=$(dirname -- "$f")
            if [ "$m" = 1 ] && [ ! -d "$d" ]; then mkdir -p -- "$d" && chmod 0700 "$d" && chown "$u:" "$d" || exit 1; fi
            t=$(mktemp "$f.XXXXXX") || exit 1
            trap 'rm -f -- "$t"' EXIT
            cat > "$t" && chmod 0600 "$t" || exit 1
            if [ -e "$f" ]; then chmod --reference="$f" "$t" && chown --reference="$f" "$t" || exit 1
            else chown "$u:" "$t" || exit 1; fi
            mv -fT -- "$t" "$f"
            """;

    private static void save(ModuleCall call, Args args, String user, String file, String text) {
        String head =
                "u=" + word(user) + " f=" + Paths.quoted(file) + " m=" + (args.flag("manage_dir", true) ? 1 : 0) + "\n";
        call.node().output(head + SAVE, Payload.of(text));
    }
}
