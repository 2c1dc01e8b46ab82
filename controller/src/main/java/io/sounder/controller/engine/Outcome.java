package io.sounder.controller.engine;

import io.sounder.controller.module.Diff;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a task, or of one item of its loop, on one host.
 *
 * @param host the host's name, with the one delegated to
 * @param status what counts
 * @param ignored whether a failure does not count
 * @param result what is shown and registered
 * @param diffs what changed in files
 * @param item the label of the item, or null outside loops
 * @param looped whether this sums up a loop whose items were reported already
 * @param always whether the result is shown without {@code -v}
 * @param plain whether it is shown without the keys that every result has
 * @param invocation what the module was given, for {@code -vvv}; may be empty
 */
public record Outcome(
        String host,
        Status status,
        boolean ignored,
        Map<String, @Nullable Object> result,
        List<Diff> diffs,
        @Nullable Object item,
        boolean looped,
        boolean always,
        boolean plain,
        Map<String, Object> invocation) {
    public Outcome(
            String host,
            Status status,
            boolean ignored,
            Map<String, @Nullable Object> result,
            List<Diff> diffs,
            @Nullable Object item,
            boolean looped,
            boolean always,
            boolean plain) {
        this(host, status, ignored, result, diffs, item, looped, always, plain, Map.of());
    }

    boolean stops() {
        return (status == Status.FAILED || status == Status.UNREACHABLE) && !ignored;
    }
}
