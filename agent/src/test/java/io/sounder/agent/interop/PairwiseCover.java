package io.sounder.agent.interop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A small part of many candidates in which every value of each dimension meets every value of each other one, as far as
 * any candidate has both. Greedy: the candidate with the most pairs that are still missing comes next, the first one of
 * equals, so the same candidates always give the same part.
 *
 * @param <T> a candidate
 */
final class PairwiseCover<T> {
    private final Function<T, List<Object>> values;

    /** One value at its dimension, and another. */
    private record Pair(int first, Object one, int second, Object other) {}

    /** @param values a candidate's value in each dimension, in the same order for all */
    PairwiseCover(Function<T, List<Object>> values) {
        this.values = values;
    }

    /** The part of these candidates. */
    List<T> of(List<T> candidates) {
        Set<Pair> missing = new LinkedHashSet<>();
        candidates.forEach(candidate -> missing.addAll(pairs(candidate)));
        List<T> chosen = new ArrayList<>();
        while (!missing.isEmpty()) {
            T best = best(candidates, missing);
            missing.removeAll(pairs(best));
            chosen.add(best);
        }
        return chosen;
    }

    private T best(List<T> candidates, Set<Pair> missing) {
        T best = candidates.getFirst();
        long most = 0;
        for (T candidate : candidates) {
            long count = pairs(candidate).stream().filter(missing::contains).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private Set<Pair> pairs(T candidate) {
        List<Object> all = values.apply(candidate);
        Set<Pair> pairs = new HashSet<>();
        for (int first = 0; first < all.size(); first++) {
            for (int second = first + 1; second < all.size(); second++) {
                pairs.add(new Pair(first, all.get(first), second, all.get(second)));
            }
        }
        return pairs;
    }
}
