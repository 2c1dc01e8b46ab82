package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecoverySettingsTest {
    private static final String COMMAND = "pgbackrest --stanza=demo archive-get %f \"%p\"";

    @Test
    void writesATimeTargetAsTheOriginalDoes() {
        RecoveryGoal goal = new RecoveryGoal(
                RecoveryType.TIME, Optional.of("2030-01-01 00:00:00+00"), false, "promote", Optional.empty());

        assertThat(new RecoverySettings(goal, new TreeMap<>(), true, COMMAND, true).text())
                .isEqualTo("""
                        archive_mode = 'off'
                        restore_command = 'pgbackrest --stanza=demo archive-get %f "%p"'
                        recovery_target_time = '2030-01-01 00:00:00+00'
                        recovery_target_action = 'promote'
                        """);
    }

    @Test
    void writesOnlyTheCommandForTheEndOfTheArchive() {
        assertThat(settings(RecoveryGoal.endOfArchive(), Map.of()).text())
                .isEqualTo("restore_command = '" + COMMAND + "'\n");
    }

    @Test
    void keepsTheCurrentTimelineForAnImmediateStop() {
        RecoveryGoal goal =
                new RecoveryGoal(RecoveryType.IMMEDIATE, Optional.empty(), false, "pause", Optional.empty());

        assertThat(settings(goal, Map.of()).entries())
                .containsEntry("recovery_target", "immediate")
                .containsEntry("recovery_target_timeline", "current");
    }

    @Test
    void stopsBeforeAnExclusiveTargetOnTheNamedTimeline() {
        RecoveryGoal goal =
                new RecoveryGoal(RecoveryType.XID, Optional.of("731"), true, "shutdown", Optional.of("0x2"));

        assertThat(settings(goal, Map.of()).entries())
                .containsEntry("recovery_target_xid", "731")
                .containsEntry("recovery_target_inclusive", "false")
                .containsEntry("recovery_target_action", "shutdown")
                .containsEntry("recovery_target_timeline", "0x2");
    }

    @Test
    void putsOwnOptionsFirstAndLetsThemReplaceTheCommand() {
        Map<String, String> own = Map.of("restore-command", "cp /wal/%f %p", "primary-conninfo", "host='db'");

        assertThat(settings(RecoveryGoal.endOfArchive(), own).text())
                .isEqualTo("primary_conninfo = 'host=''db'''\nrestore_command = 'cp /wal/%f %p'\n");
    }

    @Test
    void refusesStandbyModeAsOption() {
        assertThatThrownBy(() -> settings(RecoveryGoal.endOfArchive(), Map.of("standby-mode", "on"))
                        .text())
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("standby_mode");
    }

    @Test
    void usesStandbyModeInRecoveryConf() {
        RecoveryGoal goal =
                new RecoveryGoal(RecoveryType.STANDBY, Optional.empty(), false, "pause", Optional.of("current"));

        assertThat(new RecoverySettings(goal, new TreeMap<>(), false, COMMAND, false).text())
                .isEqualTo("restore_command = '" + COMMAND + "'\nstandby_mode = 'on'\n");
    }

    private static RecoverySettings settings(RecoveryGoal goal, Map<String, String> own) {
        return new RecoverySettings(goal, new TreeMap<>(own), false, COMMAND, true);
    }
}
