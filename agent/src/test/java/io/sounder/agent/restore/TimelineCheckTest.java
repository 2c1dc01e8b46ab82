package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.Lsn;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineCheckTest {
    private static final Lsn START = Lsn.parse("0/A00028");
    private static final Map<Long, String> HISTORIES = Map.of(
            2L, "1\t0/B00000\tat restore point \"fork\"\n",
            3L, "# comment\n1\t0/B00000\tno recovery target\n\n2\t0/C00000\tno recovery target\n",
            4L, "1\t0/900000\tno recovery target\n");

    @Test
    void acceptsTheTimelineOfTheBackup() {
        assertThatCode(() -> check("current", 1)).doesNotThrowAnyException();
        assertThatCode(() -> check("0x7", 7)).doesNotThrowAnyException();
    }

    @Test
    void acceptsADescendantThatForkedAfterTheBackup() {
        assertThatCode(() -> check("2", 1)).doesNotThrowAnyException();
        assertThatCode(() -> check("0x3", 2)).doesNotThrowAnyException();
    }

    @Test
    void refusesALatestTimelineThatForkedBeforeTheBackup() {
        assertThatThrownBy(() -> check("latest", 1))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("0/900000 which is before backup lsn of 0/A00028");
    }

    @Test
    void refusesATimelineThatIsNoDescendant() {
        assertThatThrownBy(() -> check("2", 3))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("is not in the history of target timeline 0x2");
    }

    @Test
    void refusesATimelineWithoutHistoryFile() {
        assertThatThrownBy(() -> check("9", 1))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'00000009.history'");
    }

    @Test
    void refusesAWordThatIsNoTimeline() {
        assertThatThrownBy(() -> check("newest", 1))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'newest'");
    }

    private static void check(String wanted, long timeline) {
        new TimelineCheck(new TimelineCheck.Histories() {
                    @Override
                    public long highest() {
                        return Collections.max(HISTORIES.keySet());
                    }

                    @Override
                    public Optional<String> read(long number) {
                        return Optional.ofNullable(HISTORIES.get(number));
                    }
                })
                .check(wanted, timeline, START);
    }
}
