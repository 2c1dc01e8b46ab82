package io.sounder.agent.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ExecId;
import io.sounder.agent.testing.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileIT {
    private static final String FLOCK = "/usr/bin/flock";
    private static final ExecId OURS = new ExecId("1-00000001");
    private static final ExecId OTHER = new ExecId("2-00000002");

    @TempDir
    Path folder;

    @BeforeEach
    void needsFlock() {
        assumeThat(Path.of(FLOCK)).as("util-linux").exists();
    }

    @Test
    void keepsOutWhoUsesFlockUnderEitherName() {
        try (LockFile lock = acquire(OURS)) {
            assertThat(flock("demo-backup-1.lock")).isEqualTo(9);
            assertThat(flock("demo-backup.lock")).isEqualTo(9);
            assertThat(flock("demo-archive-1.lock")).isZero();
            assertThat(lock).isNotNull();
        }
        assertThat(folder.resolve("demo-backup-1.lock")).doesNotExist();
        assertThat(flock("demo-backup-1.lock")).isZero();
    }

    @Test
    void isKeptOutByWhoUsesFlockUnderEitherName() throws Exception {
        for (String name : List.of("demo-backup-1.lock", "demo-backup.lock")) {
            Path ready = folder.resolve("ready");
            Process holder = new ProcessBuilder(
                            FLOCK, "-x", folder.resolve(name).toString(), "sh", "-c", "touch " + ready + "; cat")
                    .start();
            try {
                for (int i = 0; i < 1000 && !Files.exists(ready); i++) {
                    Thread.sleep(10);
                }
                assertRefused(() -> acquire(OURS));
                assertThat(LockFile.isHeld(folder, "demo", LockType.BACKUP, 1)).isTrue();
            } finally {
                holder.getOutputStream().close();
                assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
                Files.deleteIfExists(ready);
            }
            acquire(OURS).close();
        }
    }

    @Test
    void aFileLeftBehindIsReused() throws IOException {
        Files.writeString(folder.resolve("demo-backup-1.lock"), "{\"execId\":\"9-00000009\",\"pid\":9}");
        assertThat(LockFile.holder(folder, "demo", LockType.BACKUP, 1)).isEmpty();
        try (LockFile lock = acquire(OURS)) {
            assertThat(lock).isNotNull();
            assertThat(LockFile.holder(folder, "demo", LockType.BACKUP, 1)
                            .orElseThrow()
                            .execId())
                    .isEqualTo(OURS.value());
        }
    }

    @Test
    void theSameExecutionMayEnterTwiceButNoOther() {
        try (LockFile lock = acquire(OURS);
                LockFile again = acquire(OURS)) {
            assertThat(lock).isNotSameAs(again);
            assertRefused(() -> acquire(OTHER));
        }
    }

    @Test
    void progressIsToldInTheFile() throws IOException {
        try (LockFile lock = acquire(OURS)) {
            lock.progress(36_074_040, 3_039_232);
            assertThat(folder.resolve("demo-backup-1.lock"))
                    .hasContent("{\"execId\":\"1-00000001\",\"pctCplt\":842,\"pid\":" + Processes.pid()
                            + ",\"sz\":36074040,\"szCplt\":3039232}");
            assertThat(LockFile.holder(folder, "demo", LockType.BACKUP, 1)
                            .orElseThrow()
                            .progress())
                    .contains(new LockContent.Progress(842, 36_074_040, 3_039_232));
        }
    }

    @Test
    void theMaskDecidesTheModeOfNewFiles() throws IOException {
        int before = Umask.set(0);
        try {
            acquire(OURS).close();
            Path file = Files.createFile(folder.resolve("a"));
            assertThat(FileStat.of(file).orElseThrow().mode()).isEqualTo(0666);
        } finally {
            Umask.set(before);
        }
    }

    private LockFile acquire(ExecId execId) {
        return LockFile.acquire(folder, "demo", LockType.BACKUP, List.of(1, 2), execId);
    }

    /** The exit code of trying the lock without waiting: 9 if it is held. */
    private int flock(String name) {
        return ProcessResult.of(
                        List.of(FLOCK, "-n", "-E", "9", folder.resolve(name).toString(), "true"))
                .exitCode();
    }

    private static void assertRefused(Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCK_ACQUIRE));
    }
}
