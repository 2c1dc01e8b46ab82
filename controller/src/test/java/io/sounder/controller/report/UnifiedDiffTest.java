package io.sounder.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
    @Test
    void showsNothingForEqualTexts() {
        assertThat(UnifiedDiff.lines("a\n", "a\n", "x", "y")).isEmpty();
    }

    @Test
    void showsAChangeWithThreeLinesAround() {
        assertThat(UnifiedDiff.lines("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "x", "y"))
                .containsExactly(
                        "--- x", "+++ y", "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
    }

    @Test
    void showsANewFile() {
        assertThat(UnifiedDiff.lines("", "a\nb\n", "x", "y"))
                .containsExactly("--- x", "+++ y", "@@ -0,0 +1,2 @@", "+a", "+b");
    }
}
