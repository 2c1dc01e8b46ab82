package io.sounder.agent.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobRetryTest {
    private static final Duration INTERVAL = Duration.ofMillis(400);

    private final List<Long> times = new ArrayList<>();

    @Test
    void triesAgainAtOnceAndThenAfterEachInterval() throws IOException {
        String result = new JobRetry(3, INTERVAL).run(() -> {
            times.add(System.nanoTime());
            if (times.size() < 4) {
                throw times.size() == 1
                        ? new AgentException(ErrorCode.FILE_READ, "first")
                        : new AgentException(ErrorCode.FILE_WRITE, "later");
            }
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(millis(0, 1)).isLessThan(INTERVAL.toMillis());
        assertThat(millis(1, 2)).isGreaterThanOrEqualTo(INTERVAL.toMillis());
        assertThat(millis(2, 3)).isGreaterThanOrEqualTo(INTERVAL.toMillis());
    }

    @Test
    void throwsTheErrorOfTheLastAttempt() {
        assertThatThrownBy(() -> new JobRetry(1, INTERVAL).run(() -> {
                    times.add(0L);
                    throw new IOException("attempt " + times.size());
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("attempt 2");
    }

    @Test
    void doesNotRepeatWhatIsWrongForGood() {
        assertThatThrownBy(() -> new JobRetry(5, INTERVAL).run(() -> {
                    times.add(0L);
                    throw new AgentException(ErrorCode.CHECKSUM, "damaged");
                }))
                .hasMessage("damaged");
        assertThat(times).hasSize(1);
    }

    private long millis(int from, int to) {
        return (times.get(to) - times.get(from)) / 1_000_000;
    }
}
