package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Progress;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.restore.RecoveryGoal;
import io.sounder.agent.restore.RecoveryType;
import io.sounder.agent.restore.Restore;
import io.sounder.agent.restore.RestoreSettings;
import io.sounder.agent.testing.FailingStorage;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RecordingLog;
import io.sounder.agent.testing.Unprivileged;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files that fail once on their way into the repository, and out of it, are copied again. */
class RetriedJobsIT {
    private static final JobRetry TWICE = new JobRetry(2, Duration.ofMillis(1));

    @Test
    void copiesFilesAgainThatFailedOnce() {
        try (ArchivedCluster cluster = new ArchivedCluster(15)) {
            cluster.postgres.stop();
            Repository sound = cluster.repository;
            FailingStorage failing = new FailingStorage(sound.storage(), "/pg_data/base/");
            cluster.compression(CompressType.LZ4).through(failing.storage());
            assertThatThrownBy(() -> cluster.backupOffline(BackupType.FULL))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("the medium cannot be written");

            BackupResult made = cluster.retry(TWICE).backupOffline(BackupType.FULL);
            assertThat(failing.failures()).isGreaterThan(500);
            assertThat(cluster.original.run("verify").orFail().output()).doesNotContain("checksum invalid", "missing");

            Path restored = cluster.postgres.folder("again");
            assertThatThrownBy(() -> restore(cluster.repository, restored, JobRetry.NONE))
                    .hasMessageContaining("the medium cannot be read");
            ProcessResult.of(List.of("find", restored.toString(), "-mindepth", "1", "-delete"))
                    .orFail();
            restore(cluster.repository, restored, TWICE);
            Unprivileged.own(restored);
            Path expected = cluster.postgres.folder("expected");
            cluster.original
                    .run("restore", "--set=" + made.label(), "--pg1-path=" + expected, "--type=none")
                    .orFail();
            ProcessResult.of(List.of("diff", "-r", expected.toString(), restored.toString()))
                    .orFail();
        }
    }

    private static void restore(Repository repository, Path data, JobRetry retry) {
        RestoreSettings settings = new RestoreSettings(
                data,
                Optional.empty(),
                new RecoveryGoal(RecoveryType.NONE, Optional.empty(), false, "pause", Optional.empty()),
                true,
                new RestoreSettings.Mode(false, false),
                new RestoreSettings.Recovery(new TreeMap<>(), false, "false"),
                new RestoreSettings.Mapping(Map.of(), Optional.empty(), Map.of(), false),
                new RestoreSettings.Databases(List.of(), List.of()),
                2,
                retry,
                ZoneOffset.UTC,
                Optional.empty());
        new Restore(settings, List.of(repository), Clock.systemUTC(), Progress.none(), new RecordingLog()).run();
    }
}
