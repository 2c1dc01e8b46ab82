package io.sounder.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What users must see when a command fails: one error in words, with its number, perhaps hints, and nothing else. */
public final class Refusal {
    private Refusal() {}

    /** Asserts code and sentence of a command that failed. */
    public static void require(ProcessResult result, int code, String sentence) {
        assertThat(result.exitCode()).as(result.output()).isEqualTo(code);
        List<String> errors =
                result.output().lines().filter(line -> line.contains("ERROR:")).toList();
        assertThat(errors).as(result.output()).hasSize(1);
        assertThat(errors.getFirst())
                .contains("ERROR: [0" + code + "]: ")
                .contains(sentence)
                .doesNotEndWith(".");
        assertThat(result.output()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
