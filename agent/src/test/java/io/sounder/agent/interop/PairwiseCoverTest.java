package io.sounder.agent.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every pair of values must be there, in far fewer than all candidates. */
class PairwiseCoverTest {
    private final PairwiseCover<String> cover = new PairwiseCover<>(PairwiseCoverTest::letters);

    private static List<Object> letters(String word) {
        return word.chars().<Object>mapToObj(letter -> (char) letter).toList();
    }

    @Test
    void everyPairIsThere() {
        List<String> all = words("abc", "mn", "xyzuv", "pqr");
        List<String> chosen = cover.of(all);
        for (int first = 0; first < 4; first++) {
            for (int second = first + 1; second < 4; second++) {
                for (String wanted : all) {
                    int one = first;
                    int other = second;
                    assertThat(chosen)
                            .anyMatch(word -> word.charAt(one) == wanted.charAt(one)
                                    && word.charAt(other) == wanted.charAt(other));
                }
            }
        }
        assertThat(all).hasSize(90);
        assertThat(chosen).hasSizeBetween(15, 20).doesNotHaveDuplicates();
    }

    @Test
    void pairsThatNoCandidateHasAreNotAskedFor() {
        List<String> all = words("abc", "mn", "xyz").stream()
                .filter(word -> !word.startsWith("am"))
                .toList();
        assertThat(cover.of(all)).isSubsetOf(all).hasSizeBetween(8, 10);
    }

    @Test
    void noCandidatesGiveNothing() {
        assertThat(cover.of(List.of())).isEmpty();
    }

    private static List<String> words(String... dimensions) {
        List<String> words = List.of("");
        for (String dimension : dimensions) {
            List<String> longer = new ArrayList<>();
            for (String word : words) {
                dimension.chars().forEach(letter -> longer.add(word + (char) letter));
            }
            words = longer;
        }
        return words;
    }
}
