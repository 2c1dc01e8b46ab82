package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.memory.MemoryStorage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupLabelsTest {
    private static final long NOON = Instant.parse("2026-03-04T12:00:00Z").toEpochMilli();
    private final MemoryStorage storage = new MemoryStorage();
    private final List<Long> pauses = new ArrayList<>();

    private BackupLabel next(BackupType type, Optional<String> full, long time, ZoneId zone) {
        Repository repository = new Repository(1, storage, Encryption.none(), "demo");
        return new BackupLabels(repository, zone, pauses::add).next(type, full.map(BackupLabel::new), time);
    }

    private void existing(String label) {
        storage.createFolder(StoragePath.of("backup/demo", label));
    }

    @Test
    void namesAfterTheLocalStartTime() {
        assertThat(next(BackupType.FULL, Optional.empty(), NOON, ZoneOffset.UTC))
                .hasToString("20260304-120000F");
        assertThat(next(BackupType.INCR, Optional.of("20260304-110000F"), NOON, ZoneOffset.ofHours(2)))
                .hasToString("20260304-110000F_20260304-140000I");
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsForTheNextSecondWhenTheNameIsTaken() {
        existing("20260304-120000F");
        assertThat(next(BackupType.FULL, Optional.empty(), NOON + 300, ZoneOffset.UTC))
                .hasToString("20260304-120001F");
        assertThat(pauses).containsExactly(700L);
    }

    @Test
    void refusesAClockThatWasSetBack() {
        existing("20260304-120002F");
        assertThatThrownBy(() -> next(BackupType.FULL, Optional.empty(), NOON, ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOCK));
    }

    @Test
    void looksOnlyAtTheOwnSetForDependents() {
        existing("20260304-110000F");
        existing("20260305-000000F");
        assertThat(next(BackupType.DIFF, Optional.of("20260304-110000F"), NOON, ZoneOffset.UTC))
                .hasToString("20260304-110000F_20260304-120000D");
    }

    @Test
    void remembersExpiredBackupsByTheHistory() throws java.io.IOException {
        StoragePath path = StoragePath.of("backup/demo/backup.history/2026/20260304-120000F.manifest.gz");
        try (var writer = storage.write(path, io.sounder.agent.storage.WriteMode.ATOMIC)) {
            writer.commit();
        }
        assertThat(next(BackupType.FULL, Optional.empty(), NOON, ZoneOffset.UTC))
                .hasToString("20260304-120001F");
    }
}
