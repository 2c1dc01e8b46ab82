package io.sounder.agent.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20 20:36:03+00, 1795206963",
        "2026-11-20 20:36:03.999+00, 1795206963",
        "2026-11-20 21:36:03+01:00, 1795206963",
        "2026-11-20 15:06:03-0530, 1795206963",
        "2026-11-20 20:36:03, 1795206963"
    })
    void readsZonesAndDropsFractions(String text, long seconds) {
        assertThat(TargetTime.parse(text, ZoneOffset.UTC, "no use of")).isEqualTo(seconds);
    }

    @Test
    void takesLocalTimeWithoutAZone() {
        assertThat(TargetTime.parse("2026-07-01 02:00:00", ZoneId.of("Europe/Berlin"), "no use of"))
                .isEqualTo(TargetTime.parse("2026-07-01 00:00:00+00", ZoneOffset.UTC, "no use of"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-13-01 00:00:00",
                "2026-11-20",
                "2026-11-20 20:36:03 CET",
                "2026-11-20T20:36:03"
            })
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> TargetTime.parse(text, ZoneOffset.UTC, "no use of"))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("HINT");
    }
}
