package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Two backups of a stanza at once: the later one gives up, whichever of the programs either is. */
class LockedBackupIT {

    @Test
    void theLaterOfTwoBackupsIsRefused() {
        try (ProtectedCluster cluster = ProtectedCluster.start()) {
            RealPgBackRest original = cluster.original();
            // Both programs hold their locks until the WAL they need is archived, which here never happens.
            cluster.archiveBy("test -z pgbackrest");
            refusesBesides(cluster, cluster.agent().line("backup", "--log-level-console=info"));
            refusesBesides(cluster, original.line("backup"));

            cluster.archiveBy(cluster.agent().archiveCommand());
            cluster.agent().run("backup").orFail();
            assertThat(original.run("verify").orFail().output()).doesNotContain("invalid");
        }
    }

    private static void refusesBesides(ProtectedCluster cluster, List<String> first) {
        Process running = cluster.background(first);
        cluster.await(running, () -> cluster.output().contains("check archive for"));
        Map<String, String> before = settled(cluster);
        Refusal.require(cluster.agent().run("backup"), 50, "unable to acquire lock on file");
        assertThat(cluster.original().run("backup").exitCode()).isEqualTo(50);
        assertThat(cluster.original().run("info").orFail().output()).contains("backup/expire running");
        assertThat(cluster.changesSince(before)).isEmpty();
        running.destroy();
        assertThat(running.onExit().join().exitValue()).isEqualTo(63);
    }

    /** The repository once the backup that waits for WAL has copied what it can. */
    private static Map<String, String> settled(ProtectedCluster cluster) {
        Map<String, String> before = cluster.content();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        return cluster.changesSince(before).isEmpty() ? before : settled(cluster);
    }
}
