package io.sounder.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    @Test
    void saysHowFarATaskIs() {
        TextReport text = new TextReport(out, out, false, 0);
        try (Progress progress = new Progress(text, out, 60, () -> now)) {
            progress.taskStarts("Copy the keys", false, "a.yml:1");
            progress.hostsDue(12);
            for (int i = 0; i < 8; i++) {
                progress.hostStarts("h" + i, "Copy the keys");
            }
            progress.hostEnds("h0", "Copy the keys");
            now = 75_000_000_000L;
            assertThat(progress.line()).isEqualTo("1/12 hosts, 1:15  Copy the keys  [h1 h2 h3 +4]");
            bytes.reset();
            progress.warns("careful");
            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .startsWith("\r\u001b[K[WARNING]: careful\n")
                    .endsWith("[h1 h2 h3 +4]");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
    }

    @Test
    void aLongLineIsCut() {
        try (Progress progress = new Progress(new TextReport(out, out, false, 0), out, 30, () -> now)) {
            progress.hostsDue(1);
            progress.hostStarts("a-rather-long-name.example.org", "A task with a long name");
            assertThat(progress.line()).hasSize(29).endsWith("…");
            progress.recap(Map.of());
        }
    }

    @Test
    void aProfileAddsUpTasksAndHosts() {
        Profile profile = new Profile(out, () -> now);
        profile.hostStarts("a", "First");
        profile.hostStarts("b", "First");
        now = 1_000_000_000L;
        profile.hostEnds("a", "First");
        now = 3_000_000_000L;
        profile.hostEnds("b", "First");
        profile.hostStarts("a", "Second");
        now = 3_500_000_000L;
        profile.hostEnds("a", "Second");
        profile.recap(Map.of());
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().map(String::strip))
                .contains("3.000 s  First", "0.500 s  Second", "3.000 s  b", "1.500 s  a");
    }
}
