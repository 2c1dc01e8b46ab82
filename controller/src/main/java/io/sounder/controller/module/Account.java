package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user of a host as it is now; all empty if there is none. */
record Account(
        String name,
        String uid,
        String gid,
        String comment,
        String home,
        String shell,
        String group,
        List<String> groups,
        String password) {
    static Account read(Node node, String name) {
        String script = "u=" + word(name) + "\ngetent passwd -- \"$u\" || exit 0\nid -gn -- \"$u\"; id -Gn -- \"$u\"\n"
                + "getent shadow -- \"$u\" 2>/dev/null | cut -d: -f2\n";
        List<String> lines = node.run(script).out().lines().toList();
        if (lines.size() < 3) {
            return new Account("", "", "", "", "", "", "", List.of(), "");
        }
        String[] f = lines.get(0).split(":", -1);
        return new Account(
                name,
                f[2],
                f[3],
                f[4],
                f[5],
                f[6],
                lines.get(1),
                List.of(lines.get(2).split(" ", -1)),
                lines.size() > 3 ? lines.get(3) : "");
    }

    boolean exists() {
        return !name.isEmpty();
    }

    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("uid", Long.parseLong(uid));
        facts.put("group", Long.parseLong(gid));
        facts.put("comment", comment);
        facts.put("home", home);
        facts.put("shell", shell);
        return facts;
    }
}
