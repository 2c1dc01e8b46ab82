package io.sounder.agent.expire;

import static io.sounder.agent.expire.Backups.F1;
import static io.sounder.agent.expire.Backups.F1_D1;
import static io.sounder.agent.expire.Backups.F1_I1;
import static io.sounder.agent.expire.Backups.F2;
import static io.sounder.agent.expire.Backups.F2_D1;
import static io.sounder.agent.expire.Backups.F2_D2;
import static io.sounder.agent.expire.Backups.F3;
import static io.sounder.agent.expire.Backups.backup;
import static io.sounder.agent.expire.Backups.labels;
import static io.sounder.agent.expire.Backups.list;
import static io.sounder.agent.expire.Backups.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BackupRetentionTest {
    private static final Instant NOW = Instant.ofEpochSecond(100 * 86_400);
    private static final BackupList THREE_SETS = list(
            backup(F1, 1),
            backup(F1_D1, 3),
            on(F1_I1, F1_D1, 5),
            backup(F2, 10),
            backup(F2_D1, 12),
            backup(F2_D2, 14),
            backup(F3, 20));

    @Test
    void removesNothingWithoutRetention() {
        assertThat(plan(settings(OptionalLong.empty(), false), THREE_SETS).removals())
                .isEmpty();
    }

    @Test
    void keepsTheNewestFullsByCountAndRemovesDependentsOfTheOthers() {
        RetentionPlan plan = plan(settings(OptionalLong.of(2), false), THREE_SETS);

        assertThat(labels(plan)).containsExactly(F1, F1_D1, F1_I1);
        assertThat(plan.removals().getFirst().text())
                .isEqualTo("expire full backup set " + F1 + ", " + F1_D1 + ", " + F1_I1);
        assertThat(plan.remaining().backups()).hasSize(4);
    }

    @Test
    void removesNothingWhenFewerFullsThanTheCount() {
        assertThat(plan(settings(OptionalLong.of(4), false), THREE_SETS).removals())
                .isEmpty();
    }

    @Test
    void keepsTheNewestFullThatIsOlderThanTheTimeLimit() {
        BackupList backups = list(daysAgo(F1, 30), daysAgo(F2, 20), daysAgo(F3, 1));

        RetentionPlan plan = plan(settings(OptionalLong.of(7), true), backups);

        assertThat(labels(plan)).containsExactly(F1);
        assertThat(plan.removals().getFirst().text()).isEqualTo("expire time-based backup " + F1);
        assertThat(plan.settings().effectiveArchive()).hasValue(2);
    }

    @Test
    void keepsTheLastFullWhenAllAreTooOld() {
        BackupList backups = list(daysAgo(F1, 30), daysAgo(F2, 20));

        assertThat(labels(plan(settings(OptionalLong.of(7), true), backups))).containsExactly(F1);
    }

    @Test
    void removesNothingByTimeWhenNoFullIsOldEnough() {
        BackupList backups = list(daysAgo(F1, 3), daysAgo(F2, 2));

        RetentionPlan plan = plan(settings(OptionalLong.of(7), true), backups);

        assertThat(plan.removals()).isEmpty();
        assertThat(plan.settings().effectiveArchive()).isEmpty();
    }

    @Test
    void countsFullsAsDiffsButRemovesOnlyDiffs() {
        RetentionSettings settings = new RetentionSettings(
                OptionalLong.empty(),
                false,
                OptionalLong.of(2),
                OptionalLong.empty(),
                BackupType.FULL,
                OptionalLong.empty());

        RetentionPlan plan = plan(settings, THREE_SETS);

        assertThat(labels(plan)).containsExactly(F1_D1, F1_I1, F2_D1);
        assertThat(plan.removals().getFirst().text()).isEqualTo("expire diff backup set " + F1_D1 + ", " + F1_I1);
    }

    @Test
    void removesANamedBackupWithItsDependents() {
        RetentionPlan plan = retention().adhoc(THREE_SETS, new BackupLabel(F1_D1));

        assertThat(labels(plan)).containsExactly(F1_D1, F1_I1);
        assertThat(plan.removals().getFirst().text()).isEqualTo("expire adhoc backup set " + F1_D1 + ", " + F1_I1);
    }

    @Test
    void refusesToRemoveTheOnlyFull() {
        BackupList backups = list(backup(F1, 1), backup(F1_D1, 3));

        assertThatThrownBy(() -> retention().adhoc(backups, new BackupLabel(F1)))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_SET_INVALID));
    }

    @Test
    void refusesToRemoveTheNewestFullWhenTheOlderOneIsOfAnotherCluster() {
        BackupList backups = list(backup(F1, 1, 1, 1), backup(F2, 2, 3, 3));

        assertThatThrownBy(() -> retention().adhoc(backups, new BackupLabel(F2)))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining(F2);
    }

    @Test
    void removesTheOldestFullOnceAndKeepsWalOfTheOthers() {
        RetentionPlan plan = retention().oldest(THREE_SETS);

        assertThat(labels(plan)).containsExactly(F1, F1_D1, F1_I1);
        assertThat(plan.settings().effectiveArchive()).hasValue(2);
        assertThat(retention().oldest(list(backup(F1, 1))).removals()).isEmpty();
    }

    private static ListedBackup daysAgo(String label, int days) {
        return backup(label, 1, 1, NOW.minus(Duration.ofDays(days)).getEpochSecond());
    }

    private static BackupRetention retention() {
        return new BackupRetention(settings(OptionalLong.empty(), false), NOW);
    }

    private static RetentionPlan plan(RetentionSettings settings, BackupList backups) {
        return new BackupRetention(settings, NOW).regular(backups);
    }

    private static RetentionSettings settings(OptionalLong full, boolean byTime) {
        return new RetentionSettings(
                full, byTime, OptionalLong.empty(), OptionalLong.empty(), BackupType.FULL, OptionalLong.empty());
    }
}
