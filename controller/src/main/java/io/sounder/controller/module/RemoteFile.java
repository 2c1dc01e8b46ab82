package io.sounder.controller.module;

import io.sounder.controller.host.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path on a host as it is now.
 *
 * @param mode type and permission bits as in {@code stat(2)}; 0 if nothing is there
 * @param size bytes
 * @param atime seconds since 1970
 * @param link where a symbolic link leads, else empty
 * @param sha1 of the content, for readable files, else empty
 * @param target what is there after following links: {@code d} folder, {@code f} anything else, {@code -} nothing
 */
record RemoteFile(
        String path,
        int mode,
        long uid,
        long gid,
        long size,
        double atime,
        double mtime,
        double ctime,
        long inode,
        long links,
        long device,
        String owner,
        String group,
        String link,
        String sha1,
        char target) {
    /** How many lines {@code probe} prints. */
    static final int LINES = 4;

    /** The shell function {@code probe}, which prints four lines about a path. */
    static final String PROBE = """
            probe() {
            if [ -L "$1" ] || [ -e "$1" ]; then LC_ALL=C stat -c '%f %u %g %s %.6X %.6Y %.6Z %i %h %d %U %G' -- "$1" || exit 1
            else echo -; fi
            if [ -L "$1" ]; then readlink -- "$1"; else echo; fi
            if [ -f "$1" ]; then s=$(sha1sum < "$1" 2>/dev/null); echo "${s%% *}"; else echo; fi
            if [ -d "$1" ]; then echo d; elif [ -e "$1" ]; then echo f; else echo -; fi
            }
            """;

    static RemoteFile probe(Node node, String path) {
        String out = node.output(PROBE + "probe " + Paths.quoted(path) + "\n", Payload.none());
        return parse(path, out.lines().toList());
    }

    /** Looks at several paths at once. */
    static List<RemoteFile> probe(Node node, List<String> paths) {
        StringBuilder script = new StringBuilder(PROBE);
        paths.forEach(path -> script.append("probe ").append(Paths.quoted(path)).append('\n'));
        List<String> lines = node.output(script.toString()).lines().toList();
        List<RemoteFile> found = new ArrayList<>();
        for (String path : paths) {
            found.add(parse(path, lines.subList(Math.min(LINES * found.size(), lines.size()), lines.size())));
        }
        return found;
    }

    /** What is at {@code "$p"} after commands that print nothing. */
    static RemoteFile after(Node node, String path, String commands) {
        String script = PROBE + "p=" + Paths.quoted(path) + "\n" + commands + "probe \"$p\"\n";
        return parse(path, node.output(script).lines().toList());
    }

    /** Reads the four lines of {@code probe}. */
    static RemoteFile parse(String path, List<String> lines) {
        if (lines.size() < LINES) {
            throw new ModuleException("cannot look at '" + path + "'");
        }
        if (lines.get(0).equals("-")) {
            return new RemoteFile(path, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", "", "", "", '-');
        }
        String[] f = lines.get(0).split(" ", -1);
        return new RemoteFile(
                path,
                Integer.parseInt(f[0], 16),
                Long.parseLong(f[1]),
                Long.parseLong(f[2]),
                Long.parseLong(f[3]),
                Double.parseDouble(f[4]),
                Double.parseDouble(f[5]),
                Double.parseDouble(f[6]),
                Long.parseLong(f[7]),
                Long.parseLong(f[8]),
                Long.parseLong(f[9]),
                f[10],
                f[11],
                lines.get(1),
                lines.get(2),
                lines.get(3).charAt(0));
    }

    boolean exists() {
        return mode != 0;
    }

    boolean isLink() {
        return (mode & 0170000) == 0120000;
    }

    boolean isFolder() {
        return target == 'd';
    }

    boolean isFile() {
        return (mode & 0170000) == 0100000;
    }

    /** The word of Ansible's {@code state}. */
    String state() {
        return !exists() ? "absent" : isLink() ? "link" : isFolder() ? "directory" : links > 1 ? "hard" : "file";
    }

    int permissions() {
        return mode & 07777;
    }

    String octal() {
        return String.format("%04o", permissions());
    }

    /** What modules that work on files report of one. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        if (exists()) {
            facts.put("uid", uid);
            facts.put("gid", gid);
            facts.put("owner", owner);
            facts.put("group", group);
            facts.put("mode", String.format("0%03o", permissions()));
            facts.put("size", size);
        }
        facts.put("state", state());
        return facts;
    }
}
