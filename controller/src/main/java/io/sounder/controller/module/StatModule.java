package io.sounder.controller.module;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code stat}: tells what is known of a path; the same in check mode. */
final class StatModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "path|dest|name!",
                "follow",
                "get_checksum",
                "checksum_algorithm|checksum|checksum_algo",
                "get_mime|mime|mime_type|mime-type",
                "get_attributes|attr|attributes");
    }

    private static final String MIME =
            "if [ -e \"$p\" ]; then m=$(LC_ALL=C file --mime-type --mime-encoding -b -- \"$o\" 2>/dev/null) || m=; echo \"$m\"; else echo; fi\n";
    private static final String ATTRIBUTES =
            "if [ -e \"$p\" ]; then a=$(LC_ALL=C lsattr -vd -- \"$p\" 2>/dev/null) || a=; echo \"$a\"; else echo; fi\n";

    /** Kind of content, attributes of the file system, and blocks, from the lines after those that are always there. */
    private static void more(Args args, Map<String, @Nullable Object> stat, List<String> lines) {
        if (args.flag("get_mime", true)) {
            String[] kind = lines.get(7).split("; charset=", 2);
            stat.put("mimetype", kind[0].isEmpty() ? "unknown" : kind[0]);
            stat.put("charset", kind.length < 2 ? "unknown" : kind[1]);
        }
        if (args.flag("get_attributes", true)) {
            String[] words = lines.get(8).strip().split("\\s+", 3);
            boolean known = words.length == 3;
            String flags = known ? words[1].replace("-", "") : "";
            stat.put("attr_flags", flags);
            stat.put("version", known ? words[0] : null);
            stat.put(
                    "attributes",
                    flags.chars()
                            .mapToObj(flag -> ATTRIBUTE_NAMES.getOrDefault((char) flag, ""))
                            .filter(name -> !name.isEmpty())
                            .toList());
        }
        String[] blocks = lines.get(9).split(" ", 2);
        stat.put("block_size", 4096L);
        stat.put("blocks", Long.parseLong(blocks[1]));
    }

    private static final Map<Character, String> ATTRIBUTE_NAMES = Map.ofEntries(
            Map.entry('A', "noatime"),
            Map.entry('a', "append"),
            Map.entry('c', "compressed"),
            Map.entry('C', "nocow"),
            Map.entry('d', "nodump"),
            Map.entry('D', "dirsync"),
            Map.entry('e', "extents"),
            Map.entry('E', "encrypted"),
            Map.entry('h', "blocksize"),
            Map.entry('i', "immutable"),
            Map.entry('I', "indexed"),
            Map.entry('j', "journalled"),
            Map.entry('N', "inline"),
            Map.entry('s', "zero"),
            Map.entry('S', "synchronous"),
            Map.entry('t', "notail"),
            Map.entry('T', "blockroot"),
            Map.entry('u', "undelete"),
            Map.entry('X', "compressedraw"),
            Map.entry('Z', "compresseddirty"));

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String path = args.required("path");
        String algorithm =
                args.choice("checksum_algorithm", "sha1", "md5", "sha1", "sha224", "sha256", "sha384", "sha512");
        boolean follow = args.flag("follow", false);
        String script = RemoteFile.PROBE + "p=" + Paths.quoted(path) + "; o=$p\n"
                + (follow ? "q=$(readlink -f -- \"$p\") && [ -e \"$q\" ] && p=$q\n" : "")
                + "probe \"$p\" || exit 1\n"
                + "for r in r w x; do if [ -$r \"$p\" ]; then printf 1; else printf 0; fi; done; echo\n"
                + "if [ -f \"$p\" ]; then s=$(" + algorithm
                + "sum < \"$p\" 2>/dev/null); echo \"${s%% *}\"; else echo; fi\n"
                + "readlink -f -- \"$p\" || echo\n"
                + (args.flag("get_mime", true) ? MIME : "echo\n")
                + (args.flag("get_attributes", true) ? ATTRIBUTES : "echo\n")
                + "stat -c '%B %b' -- \"$p\" 2>/dev/null || echo 0 0\n";
        List<String> lines = call.node().output(script).lines().toList();
        RemoteFile file = RemoteFile.parse(path, lines);
        Map<String, @Nullable Object> stat = new LinkedHashMap<>();
        stat.put("exists", file.exists());
        if (file.exists()) {
            stat.put("path", file.path());
            fill(stat, file);
            String access = lines.get(4);
            stat.put("readable", access.charAt(0) == '1');
            stat.put("writeable", access.charAt(1) == '1');
            stat.put("executable", access.charAt(2) == '1');
            more(args, stat, lines);
            if (args.flag("get_checksum", true)
                    && file.isFile()
                    && !lines.get(5).isEmpty()) {
                stat.put("checksum", lines.get(5));
            }
            if (file.isLink()) {
                stat.put("lnk_source", lines.get(6));
                stat.put("lnk_target", file.link());
            }
        }
        return ModuleResult.of(false).with("stat", stat);
    }

    /** What {@code find} tells too. */
    static void fill(Map<String, @Nullable Object> stat, RemoteFile file) {
        int type = file.mode() & 0170000;
        stat.put("path", file.path());
        stat.put("mode", file.octal());
        stat.put("isdir", type == 0040000);
        stat.put("ischr", type == 0020000);
        stat.put("isblk", type == 0060000);
        stat.put("isreg", type == 0100000);
        stat.put("isfifo", type == 0010000);
        stat.put("islnk", type == 0120000);
        stat.put("issock", type == 0140000);
        stat.put("uid", file.uid());
        stat.put("gid", file.gid());
        stat.put("size", file.size());
        stat.put("inode", file.inode());
        stat.put("dev", file.device());
        stat.put("nlink", file.links());
        stat.put("atime", file.atime());
        stat.put("mtime", file.mtime());
        stat.put("ctime", file.ctime());
        String[] rights = {"rusr", "wusr", "xusr", "rgrp", "wgrp", "xgrp", "roth", "woth", "xoth"};
        for (int i = 0; i < rights.length; i++) {
            stat.put(rights[i], (file.mode() & (0400 >> i)) != 0);
        }
        stat.put("isuid", (file.mode() & 04000) != 0);
        stat.put("isgid", (file.mode() & 02000) != 0);
        stat.put("pw_name", file.owner());
        stat.put("gr_name", file.group());
    }
}
