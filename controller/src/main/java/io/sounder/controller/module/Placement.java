package io.sounder.controller.module;

import io.sounder.controller.host.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts content into a file so that readers see the old one or the new one, never a part. A new file gets the usual
 * permissions, an old one keeps its own, unless something else is wanted.
 *
 * @param validate command with {@code %s} for the new file, which must succeed before it takes its place
 * @param backup whether the old file is kept beside it
 */
record Placement(Node node, Ownership ownership, Optional<String> validate, boolean backup) {
    /** What was put in place, and the name of the backup if there is one. */
    record Placed(RemoteFile file, Optional<String> backup) {}

    /** What was there, and what took its place, if anything. */
    record Tried(RemoteFile before, Optional<Placed> placed) {}

    /** Neither checks nor keeps anything. */
    static Placement of(Node node, Ownership ownership) {
        return new Placement(node, ownership, Optional.empty(), false);
    }

    static Placement of(ModuleCall call, Ownership ownership) {
        return new Placement(
                call.node(),
                ownership,
                call.args().text("validate"),
                call.args().flag("backup", false));
    }

    Placed put(String path, Payload content, long size) {
        String script = head(path, String.valueOf(size)) + steps();
        return placed(path, given(script, content));
    }

    /** A backup that is made twice would be one of the new content. */
    private List<String> given(String script, Payload content) {
        return (backup ? node.output(script, content) : node.place(script, content))
                .lines()
                .toList();
    }

    /** Takes the content from another file of the host. */
    Placed copy(String path, String source) {
        String script = head(path, "") + "exec <" + Paths.quoted(source) + " || exit 1\n" + steps();
        return placed(path, node.output(script).lines().toList());
    }

    Placed put(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return put(path, Payload.of(bytes), bytes.length);
    }

    Placed putWithFolder(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return putWithFolder(path, Payload.of(bytes), bytes.length);
    }

    /** The same for a file whose folder may have to be made. */
    private Placed putWithFolder(String path, Payload content, long size) {
        String script = head(path, String.valueOf(size)) + "mkdir -p -- \"$(dirname -- \"$d\")\" || exit 1\n" + steps();
        return placed(path, given(script, content));
    }

    /** What was found, and what was put in its place unless it is a folder or has that content already. */
    Tried putIfOther(String path, Content content) {
        String script = head(path, String.valueOf(content.size())) + "sha=" + content.sha1() + "\n" + LOOK + steps();
        List<String> lines = node.output(script, content.payload()).lines().toList();
        RemoteFile before = RemoteFile.parse(path, lines);
        List<String> rest = lines.subList(RemoteFile.LINES, lines.size());
        return new Tried(before, rest.isEmpty() ? Optional.empty() : Optional.of(placed(path, rest)));
    }

    private String head(String path, String size) {
        return RemoteFile.PROBE + Ownership.function("own", ownership.commands()) + "d=" + Paths.quoted(path)
                + "; size=" + size + "\n";
    }

    private String steps() {
        return PREPARE + check() + (backup ? BACKUP : "echo\n") + FINISH;
    }

    private static Placed placed(String path, List<String> lines) {
        String copy = lines.isEmpty() ? "" : lines.getFirst();
        return new Placed(
                RemoteFile.parse(path, lines.subList(Math.min(1, lines.size()), lines.size())),
                Optional.of(copy).filter(name -> !name.isEmpty()));
    }

    private String check() {
        if (validate.isEmpty()) {
            return "";
        }
        if (!validate.get().contains("%s")) {
            throw new ModuleException("validate must contain %s: " + validate.get());
        }
        String command = Words.split(validate.get()).stream()
                .map(one -> one.contains("%s")
                        ? String.join(
                                "\"$t\"",
                                List.of(one.split("%s", -1)).stream()
                                        .map(part -> part.isEmpty() ? "" : Paths.word(part))
                                        .toList())
                        : Paths.word(one))
                .collect(Collectors.joining(" "));
        return "v=$(" + command + " 2>&1 </dev/null) || { echo \"failed to validate: $v\" >&2; exit 1; }\n";
    }

    private static final String LOOK = """
            s=
            probe "$d"
            if [ -d "$d" ] || { [ -f "$d" ] && [ ! -L "$d" ] && [ "${s%% *}" = "$sha" ]; }; then exit 0; fi
            """;

    private static final String PREPARE = """
            f=$(dirname -- "$d")
            [ -d "$f" ] || { printf 'Destination directory %s does not exist\n' "$f" >&2; exit 1; }
            t=$(mktemp "$f/.sounder.XXXXXXXX") || exit 1
            trap 'rm -f -- "$t"' EXIT
            cat > "$t" || exit 1
            [ -z "$size" ] || [ "$(wc -c < "$t")" -eq "$size" ] || { echo "the content arrived incomplete" >&2; exit 1; }
            if [ -f "$d" ] && [ ! -L "$d" ]; then
            chown --reference="$d" -- "$t" 2>/dev/null || chgrp --reference="$d" -- "$t" 2>/dev/null || :
            chmod --reference="$d" -- "$t" || exit 1
            else chmod "$(printf %o $((0666 & ~0$(umask))))" "$t" || exit 1; fi
            own "$t" || exit 1
            """;

    private static final String BACKUP = """
            if [ -f "$d" ]; then b="$d.$$.$(date +%Y-%m-%d@%H:%M:%S)~"; cp -p -- "$d" "$b" || exit 1; echo "$b"; else echo; fi
            """;

    /** A file that is a mount point of its own cannot be replaced, only written to. */
    private static final String FINISH = """
            if ! e=$(mv -fT -- "$t" "$d" 2>&1); then
            case $e in *busy*) cat "$t" > "$d" || exit 1 ;; *) echo "$e" >&2; exit 1 ;; esac
            fi
            probe "$d"
            """;
}
