package io.sounder.controller.playbook;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** Which tags a run asks for, by the rules of {@code --tags} and {@code --skip-tags}. Immutable. */
public record TagFilter(Set<String> only, Set<String> skip) {
    /** Everything but what is tagged {@code never}. */
    public static final TagFilter ALL = new TagFilter(Set.of("all"), Set.of());

    public TagFilter {
        only = only.isEmpty() ? Set.of("all") : Set.copyOf(only);
        skip = Set.copyOf(skip);
    }

    /** Whether something with these tags runs. */
    public boolean selects(Set<String> tags) {
        return wanted(tags) && !skipped(tags);
    }

    private boolean wanted(Set<String> tags) {
        if (tags.contains("always")
                || (only.contains("all") && !tags.contains("never"))
                || !disjoint(only, tags)
                || (only.contains("tagged") && !tags.isEmpty() && !tags.contains("never"))) {
            return true;
        }
        return only.contains("untagged") && tags.isEmpty();
    }

    private boolean skipped(Set<String> tags) {
        if (skip.contains("all")) {
            return !tags.contains("always") || skip.contains("always");
        }
        return !disjoint(skip, tags)
                || (skip.contains("tagged") && !tags.isEmpty())
                || (skip.contains("untagged") && tags.isEmpty());
    }

    private static boolean disjoint(Collection<String> left, Collection<String> right) {
        return Collections.disjoint(left, right);
    }
}
