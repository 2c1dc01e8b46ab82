package io.sounder.controller.template.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks one line into lines of at most a width, blanks at the breaks dropped.
 *
 * @param cuts whether a word that is longer than a line is cut
 * @param hyphens whether a line may end behind a hyphen within a word
 */
record WordWrap(int width, boolean cuts, boolean hyphens) {
    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)");
    private static final Pattern WORDS_AND_HYPHENS =
            Pattern.compile("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)|(?<=[^\\d\\W]-)(?=[^\\d\\W])");

    List<String> lines(String line) {
        Deque<String> words = new ArrayDeque<>(Arrays.asList((hyphens ? WORDS_AND_HYPHENS : WORDS).split(line, -1)));
        List<String> lines = new ArrayList<>();
        while (!words.isEmpty()) {
            if (words.peek().isBlank() && !lines.isEmpty()) {
                words.poll();
                continue;
            }
            String next = line(words).stripTrailing();
            if (!next.isEmpty()) {
                lines.add(next);
            }
        }
        return lines;
    }

    private String line(Deque<String> words) {
        StringBuilder line = new StringBuilder();
        while (!words.isEmpty() && line.length() + words.peek().length() <= width) {
            line.append(words.poll());
        }
        if (!words.isEmpty() && words.peek().length() > width) {
            String word = words.poll();
            int room = cuts ? Math.max(1, width - line.length()) : line.isEmpty() ? word.length() : 0;
            line.append(word, 0, room);
            if (room < word.length()) {
                words.push(word.substring(room));
            }
        }
        return line.toString();
    }
}
