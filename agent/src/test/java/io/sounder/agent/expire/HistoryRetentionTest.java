package io.sounder.agent.expire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void expiresOlderManifestsOfBackupsThatAreGone() {
        HistoryRetention retention =
                HistoryRetention.of(7, NOW, ZoneOffset.UTC, Set.of("20260101-000000F", "20260302-000000F"));

        assertThat(retention.expires("20260302-000000F_20260302-010000D")).isTrue();
        assertThat(retention.expires("20260302-000000F")).isFalse();
        assertThat(retention.expires("20260303-120001F")).isFalse();
    }

    @Test
    void expiresFormerYearsUnlessABackupOfThemIsLeft() {
        HistoryRetention retention = HistoryRetention.of(0, NOW, ZoneOffset.UTC, Set.of("20240101-000000F"));

        assertThat(retention.expiresYear("2025")).isTrue();
        assertThat(retention.expiresYear("2024")).isFalse();
        assertThat(retention.expiresYear("2026")).isFalse();
    }
}
