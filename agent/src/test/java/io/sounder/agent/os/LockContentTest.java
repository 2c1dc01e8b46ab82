package io.sounder.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.Damage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LockContentTest {
    private static final LockContent HOLDER =
            new LockContent("42-a1b2", 42, Optional.of(new LockContent.Progress(5012, 1L << 40, 1L << 39)));

    @Test
    void comesBack() {
        assertThat(LockContent.parse(HOLDER.json())).contains(HOLDER);
    }

    @Test
    void aNumberBeyondAllProcessesSaysNothing() {
        assertThat(LockContent.parse("{\"execId\":\"1-a\",\"pid\":99999999999999999999}"))
                .isEmpty();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damageSaysNothingOrSomething() {
        new Damage(5000, HOLDER.json().getBytes(StandardCharsets.UTF_8))
                .feed(content -> LockContent.parse(new String(content, StandardCharsets.UTF_8)));
    }
}
