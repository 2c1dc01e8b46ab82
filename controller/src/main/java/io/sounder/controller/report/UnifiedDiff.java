package io.sounder.controller.report;

import java.util.ArrayList;
import java.util.List;

/** The unified diff of two texts with three lines of context. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;
    /** Above this many pairs of lines the changed part is shown as a whole: the table would not fit into memory. */
    private static final long LIMIT = 16_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(char sign, String line, int beforeLine, int afterLine) {}

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        compare();
    }

    /** The lines of the diff, or none if the texts are equal. */
    static List<String> lines(String before, String after, String beforeName, String afterName) {
        if (before.equals(after)) {
            return List.of();
        }
        UnifiedDiff diff = new UnifiedDiff(split(before), split(after));
        List<String> lines = new ArrayList<>();
        lines.add("--- " + beforeName);
        lines.add("+++ " + afterName);
        lines.addAll(diff.hunks());
        return lines;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!lines.isEmpty() && !text.endsWith("\n")) {
            lines.set(lines.size() - 1, lines.getLast() + "\n\\ No newline at end of file");
        }
        return lines;
    }

    private void compare() {
        int start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int beforeEnd = before.size();
        int afterEnd = after.size();
        while (beforeEnd > start
                && afterEnd > start
                && before.get(beforeEnd - 1).equals(after.get(afterEnd - 1))) {
            beforeEnd--;
            afterEnd--;
        }
        for (int i = 0; i < start; i++) {
            edits.add(new Edit(' ', before.get(i), i, i));
        }
        middle(start, beforeEnd, afterEnd);
        for (int i = beforeEnd; i < before.size(); i++) {
            edits.add(new Edit(' ', before.get(i), i, i - beforeEnd + afterEnd));
        }
    }

    private void middle(int start, int beforeEnd, int afterEnd) {
        int rows = beforeEnd - start;
        int columns = afterEnd - start;
        boolean whole = (long) rows * columns > LIMIT;
        int[][] common = whole ? new int[0][0] : commonLengths(start, rows, columns);
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            boolean both = i < rows && j < columns && !whole;
            if (both && before.get(start + i).equals(after.get(start + j))) {
                edits.add(new Edit(' ', before.get(start + i), start + i++, start + j++));
            } else if (i < rows && (!both || common[i + 1][j] >= common[i][j + 1])) {
                edits.add(new Edit('-', before.get(start + i), start + i++, start + j));
            } else {
                edits.add(new Edit('+', after.get(start + j), start + i, start + j++));
            }
        }
    }

    private int[][] commonLengths(int start, int rows, int columns) {
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = before.get(start + i).equals(after.get(start + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private List<String> hunks() {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < edits.size()) {
            if (edits.get(at).sign() == ' ') {
                at++;
                continue;
            }
            int from = Math.max(0, at - CONTEXT);
            int to = at;
            for (int i = at; i < edits.size() && i <= to + 2 * CONTEXT; i++) {
                if (edits.get(i).sign() != ' ') {
                    to = i;
                }
            }
            int end = Math.min(edits.size(), to + CONTEXT + 1);
            hunk(edits.subList(from, end), lines);
            at = end;
        }
        return lines;
    }

    private static void hunk(List<Edit> part, List<String> lines) {
        long removed = part.stream().filter(edit -> edit.sign() != '+').count();
        long added = part.stream().filter(edit -> edit.sign() != '-').count();
        Edit first = part.getFirst();
        lines.add("@@ -" + range(first.beforeLine(), removed) + " +" + range(first.afterLine(), added) + " @@");
        part.forEach(edit -> lines.add(edit.sign() + edit.line()));
    }

    private static String range(int line, long count) {
        if (count == 1) {
            return String.valueOf(line + 1);
        }
        return (count == 0 ? line : line + 1) + "," + count;
    }
}
