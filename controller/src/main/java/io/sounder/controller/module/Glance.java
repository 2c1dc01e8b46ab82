package io.sounder.controller.module;

import java.util.List;
import java.util.Optional;

/**
 * A path as a script found it, and as the same script left it.
 *
 * @param after nothing if the script changed nothing
 */
record Glance(RemoteFile before, Optional<RemoteFile> after) {
    /** Looks at a path, and changes nothing. */
    static Glance of(Node node, String path) {
        return new Glance(RemoteFile.probe(node, path), Optional.empty());
    }

    /** Looks at {@code "$p"}; where the condition holds, runs the commands, which print nothing, and looks again. */
    static Glance of(Node node, String path, String condition, String commands) {
        String script = RemoteFile.PROBE + "p=" + Paths.quoted(path) + "\nprobe \"$p\"\nif " + condition + "; then\n"
                + commands + "probe \"$p\"\nfi\n";
        List<String> lines = node.output(script).lines().toList();
        RemoteFile before = RemoteFile.parse(path, lines);
        return new Glance(
                before,
                lines.size() > RemoteFile.LINES
                        ? Optional.of(RemoteFile.parse(path, lines.subList(RemoteFile.LINES, lines.size())))
                        : Optional.empty());
    }
}
