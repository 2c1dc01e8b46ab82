package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ProtectedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A backup that is asked to end just while it finishes: code 63 if there is no backup, 0 if there is one. */
class SignalledBackupIT {
    private static final int[] DELAYS = {0, 10, 40};

    @Test
    void theExitCodeTellsWhetherThereIsABackup() throws Exception {
        try (ProtectedCluster cluster = ProtectedCluster.start()) {
            for (int delay : DELAYS) {
                Process running = cluster.background(cluster.agent()
                        .line("backup", "--type=full", "--no-expire-auto", "--no-resume", "--log-level-console=info"));
                cluster.await(running, () -> cluster.output().contains("backup stop archive"));
                TimeUnit.MILLISECONDS.sleep(delay);
                running.destroy();
                int code = running.onExit().get(30, TimeUnit.SECONDS).exitValue();

                assertThat(Files.exists(newest(cluster).resolve("backup.manifest")))
                        .as("delay %d, code %d", delay, code)
                        .isEqualTo(code == 0);
                assertThat(code).isIn(0, 63);
            }
            cluster.agent().run("verify").orFail();
        }
    }

    private static Path newest(ProtectedCluster cluster) {
        try (Stream<Path> labels = Files.list(cluster.repository().resolve("backup/demo"))) {
            return labels.filter(label -> label.getFileName().toString().endsWith("F"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
