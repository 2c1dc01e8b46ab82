package io.sounder.agent.verify;

import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.Progress;
import io.sounder.agent.base.Workers;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The workers of a verify, with what each keeps; says what they find and how far they are. */
final class Crew {
    private final int max;
    private final List<ContentCheck> checks;
    private final Progress progress;
    private final Log log;
    private long done;

    Crew(int max, JobRetry retry, Progress progress, Log log) {
        this.max = max;
        this.checks =
                IntStream.range(0, max).mapToObj(_ -> new ContentCheck(retry)).toList();
        this.progress = progress;
        this.log = log;
    }

    /** A piece of work: one file, or several that stand side by side. */
    @FunctionalInterface
    interface Task<T> {
        List<Checked<T>> run(ContentCheck check);
    }

    /** One file that was checked, and how many stored bytes that took. */
    record Checked<T>(T subject, Optional<Finding> finding, long bytes) {}

    private record Done<T>(List<Checked<T>> files, int process) {}

    /** Runs all tasks; they are asked for one by one. Results come to this thread, findings go to the log. */
    <T> void run(Iterator<Task<T>> tasks, Consumer<Checked<T>> collector) {
        Workers.<Done<T>>run(
                max,
                process -> tasks.hasNext() ? Optional.of(job(tasks.next())) : Optional.empty(),
                done -> collect(done, collector),
                () -> progress.done(done));
    }

    private <T> Workers.Job<Done<T>> job(Task<T> task) {
        return process -> new Done<>(task.run(checks.get(process - 1)), process);
    }

    private <T> void collect(Done<T> result, Consumer<Checked<T>> collector) {
        for (Checked<T> file : result.files()) {
            done += file.bytes();
            file.finding().ifPresent(finding -> log.write(LogLevel.WARN, result.process(), finding.text()));
            collector.accept(file);
        }
    }
}
