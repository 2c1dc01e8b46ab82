package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.Damage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Status files of the spool, which another program may have written, or a full disk cut short. */
final class SpoolStatusTest {
    private static final String FILE = "000000010000000000000001.error";

    @Test
    void damageIsUnderstoodOrRefused() {
        byte[] good = SpoolStatus.content(29, "raised from local-1: no room").getBytes(StandardCharsets.UTF_8);
        new Damage(5000, good).feed(content -> {
            SpoolStatus status = SpoolStatus.parse(FILE, false, new String(content, StandardCharsets.UTF_8));
            assertThat(status.message()).isNotBlank();
            assertThat(SpoolStatus.parse(FILE, false, SpoolStatus.content(status.code(), status.message())))
                    .isEqualTo(status);
        });
    }
}
