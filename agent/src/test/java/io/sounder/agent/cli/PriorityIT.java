package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process steps back behind the server's as far as it is told to. */
class PriorityIT {
    /** The fields of a thread's state follow its name, which is in brackets; the nice value is the 17th of them. */
    private static final int NICE = 16;

    @TempDir
    Path folder;

    @Test
    void theThreadsThatWorkHaveTheNiceValue() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(folder, "--compress-type=none");
        cluster.run("stanza-create", "--no-online").orFail();
        // A command that waits for its input.
        Process process = new ProcessBuilder(cluster.program().line("repo-put", "--priority=7", "note")).start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!isNice(process, 7)) {
                assertThat(process.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } finally {
            process.getOutputStream().close();
        }
        assertThat(process.onExit().join().exitValue()).isZero();
        assertThat(cluster.repository().resolve("note")).exists();
    }

    private static boolean isNice(Process process, int nice) {
        return Stream.concat(process.descendants().map(ProcessHandle::pid), Stream.of(process.pid()))
                .anyMatch(pid -> anyThread(pid, nice));
    }

    private static boolean anyThread(long pid, int nice) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.anyMatch(thread -> niceValue(thread) == nice);
        } catch (IOException | UncheckedIOException e) {
            // It has ended meanwhile.
            return false;
        }
    }

    private static int niceValue(Path thread) {
        try {
            String state = Files.readString(thread.resolve("stat"));
            return Integer.parseInt(state.substring(state.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
