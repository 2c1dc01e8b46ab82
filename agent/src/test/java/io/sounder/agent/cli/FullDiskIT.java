package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.Refusal;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A repository on a disk that is full: the error says so, what is stored stays good, and space is all that is needed. */
class FullDiskIT {
    private static final int DISK_MB = 40;
    private static final int LEFT_FREE = 1 << 20;

    @Test
    void aFullDiskFailsOneBackupOnly() throws IOException {
        Assumptions.assumeTrue(Unprivileged.root(), "only root can mount a small disk");
        try (ProtectedCluster cluster = ProtectedCluster.start()) {
            Path disk = cluster.postgres().folder("disk");
            Assumptions.assumeTrue(mount(disk), "no right to mount a small disk");
            try {
                fillAndRecover(cluster, disk);
            } finally {
                cluster.archiveBy("false");
                ProcessResult.of(List.of("umount", "-l", disk.toString())).orFail();
            }
        }
    }

    private static boolean mount(Path disk) {
        boolean mounted = ProcessResult.of(List.of(
                                "mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "tmpfs", disk.toString()))
                        .exitCode()
                == 0;
        Unprivileged.own(disk);
        return mounted;
    }

    private static void fillAndRecover(ProtectedCluster cluster, Path disk) throws IOException {
        AgentProgram agent = cluster.agent().with("--repo1-path=" + disk);
        RealPgBackRest original = RealPgBackRest.of(disk, cluster.postgres());
        agent.run("stanza-create").orFail();
        cluster.archiveBy(agent.archiveCommand());
        agent.run("backup").orFail();
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[(int) (disk.toFile().getUsableSpace() - LEFT_FREE)]);

        ProcessResult failed = agent.run("backup", "--type=full", "--job-retry-interval=0s");
        Refusal.require(failed, 64, "No space left on device");
        Path wal = cluster.postgres().folder("wal").resolve("00000009.history");
        Files.write(wal, new byte[2 * LEFT_FREE]);
        Unprivileged.own(wal);
        ProcessResult unpushed = agent.run("archive-push", wal.toString());
        assertThat(unpushed.exitCode()).isEqualTo(104);
        assertThat(unpushed.output()).contains("[FileWriteError]", "No space left on device");
        assertThat(disk.resolve("archive/demo/15-1/00000009.history")).doesNotExist();
        assertThat(original.run("verify").orFail().output()).doesNotContain("invalid");
        Files.delete(ballast);

        agent.run("backup", "--type=full").orFail();
        assertThat(original.run("verify").orFail().output()).doesNotContain("invalid");
        assertThat(original.run("info").orFail().output()).contains("status: ok");
    }
}
