package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.Refusal;
import io.sounder.agent.testing.StoppedCluster;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full: the error says so, what is stored stays good, and space is all that is needed. */
class FullDiskIT {
    private static final int DISK_MB = 40;
    private static final int LEFT_FREE = 1 << 20;
    private static final long ROOM_FOR_HALF = 120 << 10;
    private static final String NO_SPACE = "No space left on device";

    @TempDir
    Path folder;

    @Test
    void aFullDiskFailsOneBackupOnly() throws IOException {
        Assumptions.assumeTrue(Unprivileged.root(), "only root can mount a small disk");
        try (ProtectedCluster cluster = ProtectedCluster.start();
                SmallDisk disk = SmallDisk.mount(cluster.postgres().folder("disk"), DISK_MB)) {
            try {
                fillAndRecover(cluster, disk);
            } finally {
                cluster.archiveBy("false");
            }
        }
    }

    private static void fillAndRecover(ProtectedCluster cluster, SmallDisk disk) throws IOException {
        AgentProgram agent = cluster.agent().with("--repo1-path=" + disk.folder());
        RealPgBackRest original = RealPgBackRest.of(disk.folder(), cluster.postgres());
        agent.run("stanza-create").orFail();
        cluster.archiveBy(agent.archiveCommand());
        agent.run("backup").orFail();
        disk.fill(LEFT_FREE);

        ProcessResult failed = agent.run("backup", "--type=full", "--job-retry-interval=0s");
        Refusal.require(failed, 64, NO_SPACE);
        Path wal = cluster.postgres().folder("wal").resolve("00000009.history");
        Files.write(wal, new byte[2 * LEFT_FREE]);
        Unprivileged.own(wal);
        ProcessResult unpushed = agent.run("archive-push", wal.toString());
        assertThat(unpushed.exitCode()).isEqualTo(104);
        assertThat(unpushed.output()).contains("[FileWriteError]", NO_SPACE);
        assertThat(disk.folder().resolve("archive/demo/15-1/00000009.history")).doesNotExist();
        assertThat(original.run("verify").orFail().output()).doesNotContain("invalid");
        disk.empty();

        agent.run("backup", "--type=full").orFail();
        assertThat(original.run("verify").orFail().output()).doesNotContain("invalid");
        assertThat(original.run("info").orFail().output()).contains("status: ok");
    }

    @Test
    void stanzaCreateAndExpireOnlyNeedSpace() throws IOException {
        StoppedCluster cluster =
                StoppedCluster.create(folder, "--compress-type=gz", "--repo1-retention-full=1", "--no-expire-auto");
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), DISK_MB)) {
            Files.createSymbolicLink(cluster.repository(), disk.folder());
            disk.fill(0);
            requireNoSpace(64, cluster.run("stanza-create", "--no-online"));
            disk.empty();
            cluster.run("stanza-create", "--no-online").orFail();
            cluster.requireValid();

            cluster.run("backup", "--no-online").orFail();
            cluster.run("backup", "--no-online", "--type=full").orFail();
            List<BackupLabel> both = cluster.opened().labelsOnDisk();
            disk.fill(0);
            requireNoSpace(104, cluster.run("expire"));
            cluster.requireValid();
            assertThat(cluster.opened().labelsOnDisk()).isEqualTo(both);
            assertThat(cluster.restored("--set=" + both.getFirst())).isEqualTo(StoppedCluster.content(cluster.data()));
            disk.empty();
            cluster.run("expire").orFail();
            cluster.requireValid();
            assertThat(cluster.opened().labelsOnDisk()).containsExactly(both.getLast());
        }
    }

    @Test
    void aRestoreOnlyNeedsSpace() throws IOException {
        StoppedCluster cluster = StoppedCluster.create(folder, "--compress-type=gz", "--repo1-retention-full=1");
        cluster.run("stanza-create", "--no-online").orFail();
        cluster.run("backup", "--no-online").orFail();
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), DISK_MB)) {
            Path target = disk.folder().resolve("restored");
            String path = "--pg1-path=" + target;
            disk.fill(ROOM_FOR_HALF);
            requireNoSpace(64, cluster.run("restore", "--type=none", "--job-retry-interval=0s", path));
            assertThat(target.resolve(ControlFile.NAME)).doesNotExist();
            disk.empty();
            cluster.run("restore", "--type=none", "--delta", path).orFail();
            assertThat(StoppedCluster.content(target)).isEqualTo(StoppedCluster.content(cluster.data()));
        }
    }

    private static void requireNoSpace(int code, InProcess run) {
        assertThat(run.errors() + run.output()).contains("ERROR: [%03d]".formatted(code), NO_SPACE);
        assertThat(run.exitCode()).isEqualTo(code);
    }
}
