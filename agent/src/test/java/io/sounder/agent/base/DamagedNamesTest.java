package io.sounder.agent.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.Damage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names and small texts with random damage. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedNamesTest {
    private static final int ROUNDS = 5000;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Test
    void timelineHistories() {
        String good = "# comment\n1\t0/3000158\tno recovery target specified\n\n2\tFF/A0000000\tbefore 2026-11-20\n";
        new Damage(ROUNDS, bytes(good)).feed(content -> {
            TimelineHistory history = TimelineHistory.parse("00000003.history", text(content));
            assertThat(history.ancestors()).hasSameSizeAs(history.forks());
        });
    }

    @Test
    void labels() {
        new Damage(ROUNDS, bytes("20261120-203608F_20261120-203613I")).feed(content -> {
            BackupLabel label = new BackupLabel(text(content));
            assertThat(new BackupLabel(label.full().value()).type()).isEqualTo(BackupType.FULL);
        });
    }

    @Test
    void walNamesAndPositions() {
        new Damage(ROUNDS, bytes("0000000100000000000000FF")).feed(content -> {
            WalSegment segment = new WalSegment(text(content));
            assertThat(segment.directory()).hasSize(16);
        });
        new Damage(ROUNDS, bytes("FF/A0000028")).feed(content -> {
            Lsn lsn = Lsn.parse(text(content));
            assertThat(Lsn.parse(lsn.toString())).isEqualTo(lsn);
        });
    }

    @Test
    void sizes() {
        new Damage(ROUNDS, bytes("16MiB"), bytes("8191p")).feed(content -> {
            ByteSize size = ByteSize.parse(text(content));
            assertThat(size.display()).isNotEmpty();
            assertThat(size.bytes()).isNotNegative();
        });
    }
}
