package io.sounder.controller.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileModeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0644|777|644",
                "u=rw,g=r,o=|777|640",
                "a+x|640|751",
                "go-w|666|644",
                "u+s|755|4755",
                "o=u|640|646",
                "+t|755|1755",
                "a=rX|600|444",
                "a=rX|700|555",
                "ug=rwx,o-rwx|644|770"
            })
    void appliesToFiles(String mode, String before, String after) {
        int bits = FileMode.of(mode).apply(Integer.parseInt(before, 8), false);
        assertThat(Integer.toOctalString(bits)).isEqualTo(after);
    }

    @Test
    void givesFoldersTheCapitalX() {
        assertThat(FileMode.of("a=rX").apply(0600, true)).isEqualTo(0555);
    }

    @Test
    void readsNumbersOfYaml() {
        assertThat(FileMode.of(420L).apply(0, false)).isEqualTo(0644);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> FileMode.of("u~x")).hasMessageContaining("bad symbolic permission");
    }
}
