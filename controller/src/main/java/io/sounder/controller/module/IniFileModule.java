package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ini_file}: a setting of a section has a value, or is not there. Check mode compares only; shows diffs. */
final class IniFileModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path|dest!",
                "section",
                "option",
                "value",
                "values?",
                "state",
                "exclusive?",
                "no_extra_spaces",
                "create",
                "backup",
                "allow_no_value",
                "validate",
                "follow?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        TextEdit edit = TextEdit.open(call, args.flag("create", true));
        List<String> lines = new ArrayList<>(edit.text().lines().toList());
        String message = present ? present(args, lines) : absent(args, lines);
        String after = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        return edit.save(message.equals("OK") ? edit.text() : after, message).with("path", args.required("path"));
    }

    /** First and last line (exclusive) of the section's settings; empty if there is no such section. */
    private static int[] range(List<String> lines, String section) {
        int start = section.isEmpty() ? 0 : -1;
        for (int i = 0; i < lines.size(); i++) {
            String plain = lines.get(i).strip();
            if (start < 0 && plain.equals("[" + section + "]")) {
                start = i + 1;
            } else if (start >= 0 && plain.startsWith("[") && plain.endsWith("]")) {
                return new int[] {start, i};
            }
        }
        return start < 0 ? new int[0] : new int[] {start, lines.size()};
    }

    private static int find(List<String> lines, int[] range, String option, boolean commented) {
        Pattern pattern =
                Pattern.compile((commented ? "^\\s*[#;]\\s*" : "^\\s*") + Pattern.quote(option) + "\\s*(=|$).*");
        for (int i = range[0]; i < range[1]; i++) {
            if (pattern.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static String present(Args args, List<String> lines) {
        String section = args.text("section", "");
        int[] range = range(lines, section);
        String option = args.text("option", "");
        String sign = args.flag("no_extra_spaces", false) ? "=" : " = ";
        if (!option.isEmpty() && !args.has("value") && !args.flag("allow_no_value", false)) {
            throw new ModuleException("value of '" + option + "' is needed unless allow_no_value is given");
        }
        String wanted = args.has("value") ? option + sign + args.required("value") : option;
        if (range.length == 0) {
            if (lines.isEmpty()) {
                lines.add("");
            }
            lines.add("[" + section + "]");
            if (!option.isEmpty()) {
                lines.add(wanted);
            }
            return "section and option added";
        }
        if (option.isEmpty()) {
            return "OK";
        }
        int at = find(lines, range, option, false);
        at = at < 0 ? find(lines, range, option, true) : at;
        if (at >= 0) {
            boolean same = lines.get(at).equals(wanted);
            lines.set(at, wanted);
            return same ? "OK" : "option changed";
        }
        int end = range[1];
        while (end > range[0] && lines.get(end - 1).isBlank()) {
            end--;
        }
        lines.add(end, wanted);
        return "option added";
    }

    private static String absent(Args args, List<String> lines) {
        String section = args.text("section", "");
        int[] range = range(lines, section);
        if (range.length == 0) {
            return "OK";
        }
        if (!args.has("option")) {
            lines.subList(Math.max(0, range[0] - 1), range[1]).clear();
            return "section removed";
        }
        int at = find(lines, range, args.required("option"), false);
        if (at < 0) {
            return "OK";
        }
        lines.remove(at);
        return "option changed";
    }
}
