package io.sounder.controller.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void splitsLikeAShellWithoutExpanding() {
        assertThat(Words.split("a 'b c' \"d \\\"e\\\" $f\" g\\ h ''"))
                .containsExactly("a", "b c", "d \"e\" $f", "g h", "");
    }

    @Test
    void refusesAnOpenQuote() {
        assertThatThrownBy(() -> Words.split("a 'b")).hasMessageContaining("No closing quotation");
    }
}
