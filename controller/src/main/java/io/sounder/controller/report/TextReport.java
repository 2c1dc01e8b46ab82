package io.sounder.controller.report;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.RunListener;
import io.sounder.controller.engine.Status;
import io.sounder.controller.module.Diff;
import io.sounder.controller.module.PythonText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a run line by line, as {@code ansible-playbook} does. */
public final class TextReport implements RunListener {
    private static final int WIDTH = 79;
    private static final List<String> NOT_IN_DEBUG = List.of("changed", "failed", "skipped", "skip_reason");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;
    private final int verbosity;

    /**
     * @param colours whether to colour, for terminals
     * @param verbosity number of {@code -v}
     */
    public TextReport(PrintStream out, PrintStream err, boolean colours, int verbosity) {
        this.out = out;
        this.err = err;
        this.colours = colours;
        this.verbosity = verbosity;
    }

    private void banner(String text) {
        out.println();
        out.println(text + " " + "*".repeat(Math.max(3, WIDTH - text.length())));
    }

    private void print(Paint paint, String text) {
        out.println(paint.on(text, colours));
    }

    @Override
    public void playStarts(String name) {
        banner("PLAY [" + name.strip() + "]");
    }

    @Override
    public void noHostsMatched() {
        print(Paint.CYAN, "skipping: no hosts matched");
    }

    @Override
    public void taskStarts(String title, boolean handler, String at) {
        banner((handler ? "RUNNING HANDLER [" : "TASK [") + title.strip() + "]");
        if (verbosity >= 2) {
            print(Paint.BLUE, "task path: " + place(at));
        }
    }

    /** The file with its folder and the line, without the column. */
    private static String place(String at) {
        String line = at.replaceFirst(":\\d+$", "");
        return line.matches(".+:\\d+")
                ? Path.of(line).toAbsolutePath().normalize().toString()
                : at;
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome.looped() && outcome.status() != Status.SKIPPED) {
            if (outcome.ignored()) {
                print(Paint.CYAN, "...ignoring");
            }
            return;
        }
        diffs(outcome);
        String host = "[" + outcome.host() + "]";
        String item = outcome.item() == null ? "" : "(item=" + PythonText.of(outcome.item()) + ")";
        switch (outcome.status()) {
            case OK -> shown(Paint.GREEN, "ok: " + host + (item.isEmpty() ? "" : " => " + item), outcome);
            case CHANGED -> shown(Paint.YELLOW, "changed: " + host + (item.isEmpty() ? "" : " => " + item), outcome);
            case SKIPPED ->
                shown(Paint.CYAN, "skipping: " + host + (item.isEmpty() ? "" : " => " + item + " "), outcome);
            case UNREACHABLE -> failed(Paint.BRIGHT_RED, "fatal: " + host + ": UNREACHABLE! => ", outcome);
            case FAILED ->
                failed(
                        Paint.RED,
                        item.isEmpty() ? "fatal: " + host + ": FAILED! => " : "failed: " + host + " " + item + " => ",
                        outcome);
        }
    }

    private void shown(Paint paint, String head, Outcome outcome) {
        boolean always = outcome.always() && outcome.status() != Status.SKIPPED;
        print(paint, verbosity > 0 || always ? head + " => " + dump(outcome) : head);
    }

    private void failed(Paint paint, String head, Outcome outcome) {
        print(paint, head + dump(outcome));
        if (outcome.ignored() && outcome.item() == null) {
            print(Paint.CYAN, "...ignoring");
        }
    }

    private String dump(Outcome outcome) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(outcome.result());
        boolean failed = outcome.status() == Status.FAILED;
        if (!failed) {
            result.remove("failed");
        }
        if (verbosity < 3) {
            result.remove("diff");
        } else if (!outcome.invocation().isEmpty()) {
            result.put("invocation", outcome.invocation());
        }
        if (failed) {
            result.remove("failed");
        }
        if (outcome.status() == Status.SKIPPED) {
            result.remove("skipped");
        }
        if (outcome.plain() && !failed) {
            result.remove(String.valueOf(result.remove("ansible_loop_var")));
            NOT_IN_DEBUG.forEach(result::remove);
        }
        return (outcome.always() && outcome.status() != Status.SKIPPED) || verbosity > 2
                ? Json.pretty(result)
                : Json.compact(result);
    }

    private void diffs(Outcome outcome) {
        if (outcome.status() != Status.CHANGED) {
            return;
        }
        for (Diff diff : outcome.diffs()) {
            List<String> lines = UnifiedDiff.lines(
                    diff.before(),
                    diff.after(),
                    header("before", diff.beforeName()),
                    header("after", diff.afterName()));
            for (String line : lines) {
                switch (line.charAt(0)) {
                    case '+' -> print(Paint.GREEN, line);
                    case '-' -> print(Paint.RED, line);
                    case '@' -> print(Paint.CYAN, line);
                    default -> out.println(line);
                }
            }
            if (!lines.isEmpty()) {
                out.println();
            }
        }
    }

    private static String header(String side, String name) {
        return name.isEmpty() ? side : side + ": " + name;
    }

    @Override
    public void retries(String host, String title, int left) {
        print(Paint.BLUE, "FAILED - RETRYING: [" + host + "]: " + title + " (" + left + " retries left).");
    }

    @Override
    public void included(String file, List<String> hosts, @Nullable Object item) {
        String label = item == null ? "" : " => (item=" + PythonText.of(item) + ")";
        print(Paint.CYAN, "included: " + file + " for " + String.join(", ", hosts) + label);
    }

    @Override
    public void warns(String sentence) {
        err.println(Paint.PURPLE.on("[WARNING]: " + sentence, colours));
    }

    @Override
    public void noHostsLeft() {
        banner("NO MORE HOSTS LEFT");
    }

    @Override
    public void recap(Map<String, HostCounts> counts) {
        banner("PLAY RECAP");
        counts.forEach((host, count) -> {
            Paint paint = count.failed() + count.unreachable() > 0
                    ? Paint.RED
                    : count.changed() > 0 ? Paint.YELLOW : Paint.GREEN;
            int width = colours ? 37 : 26;
            String name = String.format("%-" + width + "s", paint.on(host, colours));
            out.println(name + " :" + part("ok", count.ok(), Paint.GREEN)
                    + part("changed", count.changed(), Paint.YELLOW)
                    + part("unreachable", count.unreachable(), Paint.BRIGHT_RED)
                    + part("failed", count.failed(), Paint.RED)
                    + part("skipped", count.skipped(), Paint.CYAN) + part("rescued", count.rescued(), Paint.GREEN)
                    + part("ignored", count.ignored(), Paint.PURPLE));
        });
        out.println();
    }

    private String part(String name, int count, Paint paint) {
        String text = String.format("%s=%-4s", name, count);
        return " " + (count > 0 ? paint.on(text, colours) : text);
    }
}
