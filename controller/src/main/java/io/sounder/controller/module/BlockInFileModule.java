package io.sounder.controller.module;

import java.util.List;
import java.util.regex.Pattern;

/** {@code blockinfile}: lines between two marks are in a text file. Check mode compares only; shows diffs. */
final class BlockInFileModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path|dest|destfile|name!",
                "block|content",
                "marker",
                "marker_begin",
                "marker_end",
                "insertafter",
                "insertbefore",
                "state",
                "create",
                "backup",
                "validate");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String block = args.text("block", "");
        boolean present = args.choice("state", "present", "present", "absent").equals("present") && !block.isEmpty();
        TextEdit edit = TextEdit.open(call, !present || args.flag("create", false));
        if (!edit.exists() && !present) {
            return ModuleResult.of(false).with("msg", "File " + args.required("path") + " not present");
        }
        List<String> lines = LineInFileModule.kept(edit.text());
        String marker = args.text("marker", "# {mark} ANSIBLE MANAGED BLOCK");
        String begin = marker.replace("{mark}", args.text("marker_begin", "BEGIN"));
        String end = marker.replace("{mark}", args.text("marker_end", "END"));
        int place = cut(lines, begin, end);
        if (present) {
            insert(args, lines, place, List.of(begin + "\n", block.endsWith("\n") ? block : block + "\n", end + "\n"));
        }
        String after = String.join("", lines);
        boolean inserts = !args.text("state", "present").equals("absent")
                && !args.text("block", "").isEmpty();
        String message = after.equals(edit.text())
                ? ""
                : !inserts ? "Block removed" : edit.exists() ? "Block inserted" : "File created";
        return edit.save(after, message);
    }

    /** Takes an old block out; gives its place or -1. */
    private static int cut(List<String> lines, String begin, String end) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            String bare = LineInFileModule.bare(lines.get(i));
            first = bare.equals(begin) ? i : first;
            last = bare.equals(end) ? i : last;
        }
        if (first < 0 || last < 0) {
            return -1;
        }
        int from = Math.min(first, last);
        lines.subList(from, Math.max(first, last) + 1).clear();
        return from;
    }

    private static void insert(Args args, List<String> lines, int old, List<String> block) {
        int place = old;
        if (place < 0) {
            boolean before = args.has("insertbefore");
            String pattern = args.text(before ? "insertbefore" : "insertafter", "EOF");
            place = switch (pattern) {
                case "BOF" -> 0;
                case "EOF" -> lines.size();
                default -> matching(lines, PythonRegex.compile(pattern, 0), before);
            };
        }
        if (place > 0 && !lines.get(place - 1).endsWith("\n")) {
            lines.set(place - 1, lines.get(place - 1) + "\n");
        }
        lines.addAll(place, block);
    }

    private static int matching(List<String> lines, Pattern pattern, boolean before) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (pattern.matcher(LineInFileModule.bare(lines.get(i))).find()) {
                return before ? i : i + 1;
            }
        }
        return lines.size();
    }
}
