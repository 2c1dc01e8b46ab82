package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal sees how far a backup, verify or restore is; a log or a pipe gets none of it. */
class ProgressIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    /** Of zeros: enough for a command to last longer than the time between two looks at it. */
    private static final long LARGE = 3L << 29;

    private static final String LINE =
            "[0-9.]+% \\([0-9.]+[KMG]?B of [0-9.]+[KMG]?B\\), [0-9.]+[KMG]?B/s, [0-9.?hms]+ left";

    @TempDir
    Path folder;

    @Test
    void isShownAtATerminalOnly() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "no script on this machine: install bsdutils");
        StoppedCluster cluster = StoppedCluster.create(folder, "--compress-type=lz4", "--repo1-retention-full=1");
        cluster.run("stanza-create", "--no-online").orFail();
        try (RandomAccessFile large =
                new RandomAccessFile(cluster.data().resolve("base/5/20000").toFile(), "rw")) {
            large.setLength(LARGE);
        }
        String restored = "--pg1-path=" + cluster.folder().resolve("restored");

        assertThat(ProcessResult.of(cluster.program().line("backup", "--no-online"))
                        .orFail()
                        .output())
                .doesNotContainPattern(LINE);
        assertThat(atTerminal(cluster, "backup", "--no-online", "--type=full", "--compress-type=none"))
                .containsPattern(LINE);
        assertThat(ProcessResult.of(cluster.program().line("verify")).orFail().output())
                .doesNotContainPattern(LINE);
        assertThat(atTerminal(cluster, "verify")).containsPattern(LINE);
        assertThat(atTerminal(cluster, "restore", "--type=none", restored)).containsPattern(LINE);
    }

    /** What a command writes when its input and outputs are a terminal. */
    private static String atTerminal(StoppedCluster cluster, String... arguments)
            throws IOException, InterruptedException {
        String line = cluster.program().line(arguments).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path output = cluster.folder().resolve(arguments[0] + ".output");
        // Its own input must not end, or script takes that for the end of the session.
        Process script = new ProcessBuilder(List.of(SCRIPT.toString(), "-q", "-e", "-f", "-c", line, "/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output);
        assertThat(script.exitValue()).as(text).isZero();
        return text;
    }
}
