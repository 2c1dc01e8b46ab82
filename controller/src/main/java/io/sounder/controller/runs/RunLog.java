package io.sounder.controller.runs;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.RunListener;
import io.sounder.controller.engine.Status;
import io.sounder.controller.module.PythonText;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a run did. Results of tasks with {@code no_log} never reach it, and decrypted values are taken out of the
 * messages. A run goes on when nothing can be written.
 */
public final class RunLog implements RunListener {
    private static final int MOST_FAILURES = 1000;
    private static final int LONGEST_MESSAGE = 2000;
    private static final int RADIX = 36;

    private final RunStore store;
    private final Clock clock;
    private final UnaryOperator<String> hidden;
    private final RunRecord begun;
    private final List<RunRecord.Failure> failures = new ArrayList<>();
    private String title = "";
    private String path = "";

    /** @param hidden takes secrets out of a text */
    public RunLog(
            RunStore store,
            Clock clock,
            UnaryOperator<String> hidden,
            List<String> playbooks,
            String limit,
            String tags,
            boolean check) {
        this.store = store;
        this.clock = clock;
        this.hidden = hidden;
        Instant start = clock.instant();
        String chance = Integer.toString(RADIX * RADIX + new SecureRandom().nextInt(RADIX * RADIX), RADIX);
        String id = Long.toString(start.getEpochSecond(), RADIX) + chance.substring(1);
        this.begun = new RunRecord(id, start, Duration.ZERO, playbooks, limit, tags, check, "", Map.of(), List.of());
    }

    @Override
    public void playStarts(String name) {
        // the plays of a playbook are not told apart
    }

    @Override
    public void noHostsMatched() {
        // nothing ran
    }

    @Override
    public void taskStarts(String name, boolean handler, String at) {
        title = name;
        path = at;
    }

    @Override
    public void ended(Outcome outcome) {
        boolean failed = outcome.status() == Status.FAILED || outcome.status() == Status.UNREACHABLE;
        // The items of a loop have told already what its sum would tell again.
        if (!failed || outcome.looped() || failures.size() >= MOST_FAILURES) {
            return;
        }
        Object censored = outcome.result().get("censored");
        Object said = censored == null ? outcome.result().get("msg") : censored;
        String item = outcome.item() == null ? "" : "(item=" + PythonText.of(outcome.item()) + ") ";
        String message = hidden.apply(item + (said == null ? "" : said));
        failures.add(new RunRecord.Failure(
                outcome.host(),
                hidden.apply(title),
                path,
                outcome.status().name().toLowerCase(Locale.ROOT),
                outcome.ignored(),
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message));
    }

    @Override
    public void retries(String host, String task, int left) {
        // the last attempt counts
    }

    @Override
    public void included(String file, List<String> hosts, @Nullable Object item) {
        // the steps of an included file are tasks
    }

    @Override
    public void warns(String sentence) {
        // warnings are for the terminal
    }

    @Override
    public void noHostsLeft() {
        // the counts say so
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        boolean lost = counts.values().stream().anyMatch(count -> count.unreachable() > 0);
        boolean failed = counts.values().stream().anyMatch(count -> count.failed() > 0);
        RunRecord run = new RunRecord(
                begun.id(),
                begun.start(),
                Duration.between(begun.start(), clock.instant()),
                begun.playbooks(),
                begun.limit(),
                begun.tags(),
                begun.check(),
                lost ? "unreachable" : failed ? "failed" : "ok",
                counts,
                List.copyOf(failures));
        try {
            store.keep(run);
        } catch (IOException | UnsupportedOperationException e) {
            // A full or read-only disk here is no reason for a play to fail.
            return;
        }
    }
}
