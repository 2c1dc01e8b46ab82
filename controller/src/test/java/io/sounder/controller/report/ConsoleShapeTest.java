package io.sounder.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run prints what Ansible's prints, task by task; hosts may come in another order. */
class ConsoleShapeTest {
    private static final String FOLDER = "/io/sounder/controller/report/console/";
    /** Where the words after the arrow are ours: the shape before them is compared. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "TASK [Undefined]", "the message names the template",
            "TASK [Reach]", "the message names user, address and port");
    /** Where the diff is ours. */
    private static final Map<String, String> OTHER_DIFFS = Map.of(
            "TASK [Write]", "the header names the file, not a temporary one",
            "TASK [Write again]", "the header names the file, not a temporary one",
            "TASK [Folder]", "a folder's state is compared as a word, not as JSON");

    @TempDir
    Path folder;

    @Test
    void printsWhatAnsiblePrints() throws IOException {
        for (String name : List.of("inventory.ini", "shape.yml", "shape_more.yml")) {
            Files.writeString(folder.resolve(name), resource(name));
        }
        Files.createDirectory(folder.resolve("out"));
        Invocation run = Invocation.of(
                "play",
                "-i",
                folder.resolve("inventory.ini").toString(),
                folder.resolve("shape.yml").toString(),
                "--diff");
        assertThat(run.code()).isEqualTo(4);
        Map<String, List<String>> ours = sections(run.out().replace(folder.toString(), "FOLDER"));
        Map<String, List<String>> theirs = sections(resource("ansible.txt"));
        assertThat(List.copyOf(ours.keySet())).isEqualTo(List.copyOf(theirs.keySet()));
        theirs.forEach(
                (banner, entries) -> assertThat(ours.get(banner)).as(banner).isEqualTo(entries));
    }

    /** What stands below each banner: one entry for each host or item, sorted. */
    private static Map<String, List<String>> sections(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        String banner = "";
        for (String line : plain(text).lines().toList()) {
            boolean known = line.matches("(PLAY|TASK|RUNNING HANDLER) .*\\*{3,}");
            if (known) {
                banner = line.replaceFirst(" \\*+$", "");
                sections.computeIfAbsent(banner, name -> new ArrayList<>());
                assertThat(line.length()).isEqualTo(80);
            } else if (!banner.isEmpty() && !line.isEmpty()) {
                add(banner, line, sections.getOrDefault(banner, new ArrayList<>()));
            }
        }
        sections.values().forEach(Collections::sort);
        return sections;
    }

    private static void add(String banner, String line, List<String> entries) {
        String shown = OTHER_WORDS.containsKey(banner) ? line.replaceFirst("=> .*", "=> …") : line;
        boolean entry = line.matches("(ok|changed|skipping|fatal|failed|included|FAILED).*") || entries.isEmpty();
        if (OTHER_DIFFS.containsKey(banner) && line.matches("(---|\\+\\+\\+|@@| |-|\\+).*")) {
            return;
        }
        if (entry || !banner.startsWith("TASK")) {
            entries.add(shown);
        } else {
            entries.set(entries.size() - 1, entries.getLast() + "\n" + shown);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}\\.\\d{6}", "TIME")
                .replaceAll("\\d:\\d{2}:\\d{2}\\.\\d{6}", "SPAN");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConsoleShapeTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
