package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColoursTest {
    @Test
    void onlyTerminalsAreColouredUnlessTheEnvironmentWantsItOtherwise() {
        assertThat(Colours.wanted(true, Map.of())).isTrue();
        assertThat(Colours.wanted(false, Map.of())).isFalse();
        assertThat(Colours.wanted(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Colours.wanted(true, Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Colours.wanted(true, Map.of("ANSIBLE_NOCOLOR", "true"))).isFalse();
        assertThat(Colours.wanted(true, Map.of("ANSIBLE_NOCOLOR", "0"))).isTrue();
        assertThat(Colours.wanted(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Colours.wanted(false, Map.of("ANSIBLE_FORCE_COLOR", "yes"))).isTrue();
        assertThat(Colours.wanted(true, Map.of("ANSIBLE_FORCE_COLOR", "1", "NO_COLOR", "1")))
                .isTrue();
    }
}
