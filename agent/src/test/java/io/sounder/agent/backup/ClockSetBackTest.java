package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clock that goes backwards between backups: each type of backup is refused with the words of the original (2.45, run
 * with a clock set back by an hour), nothing is harmed, and all goes on once the clock is right.
 */
class ClockSetBackTest {
    @TempDir
    Path folder;

    @Test
    void refusesBackupsUntilTheClockIsRight() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(folder, "--compress-type=gz", "--repo1-retention-full=9");
        cluster.run("stanza-create", "--no-online").orFail();
        cluster.run("backup", "--no-online").orFail();
        cluster.fill(1, 5);
        cluster.run("backup", "--no-online", "--type=diff").orFail();
        List<BackupLabel> labels = cluster.opened().labelsOnDisk();
        cluster.fill(2, 5);

        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        Map<String, String> patterns = Map.of(
                "full", "[0-9]{8}-[0-9]{6}F",
                "diff", labels.getFirst() + "_[0-9]{8}-[0-9]{6}D",
                "incr", labels.getFirst() + "_[0-9]{8}-[0-9]{6}I");
        patterns.forEach((type, label) -> {
            InProcess refused = InProcess.runAt(
                    late,
                    cluster.program()
                            .arguments("backup", "--no-online", "--type=" + type)
                            .toArray(String[]::new));
            assertThat(refused.output() + refused.errors())
                    .containsPattern("ERROR: \\[106\\]: new backup label '" + label
                            + "' is not later than latest backup label '" + labels.getLast() + "'\n"
                            + " +HINT: has the timezone changed\\?\n +HINT: is there clock skew\\?");
            assertThat(refused.exitCode()).isEqualTo(106);
        });
        cluster.requireValid();
        assertThat(cluster.restored()).isNotEqualTo(StoppedCluster.content(cluster.data()));

        cluster.run("backup", "--no-online", "--type=incr").orFail();
        cluster.requireValid();
        assertThat(cluster.restored("--delta")).isEqualTo(StoppedCluster.content(cluster.data()));
    }
}
