package io.sounder.agent.cli;

import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Progress;
import io.sounder.agent.os.LockFile;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows how far a backup, restore or verify is: in its lock file for other programs, and for people as one line that is rewritten
 * on a terminal, or else as a log line every half minute. For one thread.
 */
final class BackupProgress implements Progress {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(30);
    private final Optional<LockFile> lock;
    private final Optional<PrintStream> terminal;
    private final Log log;
    private final Termination termination;
    private final long begin = System.nanoTime();
    private long total;
    private long lastLine = begin;

    /** @param terminal where the rewritten line goes; absent when nobody watches */
    BackupProgress(Optional<LockFile> lock, Optional<PrintStream> terminal, CommandContext context) {
        this.lock = lock;
        this.terminal = terminal;
        this.log = context.log();
        this.termination = context.termination();
    }

    @Override
    public void total(long bytes) {
        total = bytes;
    }

    @Override
    public void done(long bytes) {
        lock.ifPresent(file -> file.progress(total, bytes));
        if (terminal.isPresent()) {
            terminal.get().print("\r" + text(bytes) + "\u001b[K" + (bytes >= total ? "\r\u001b[K" : ""));
            terminal.get().flush();
        } else if (bytes < total && System.nanoTime() - lastLine >= LINE_INTERVAL.toNanos()) {
            log.info("progress " + text(bytes));
            lastLine = System.nanoTime();
        }
    }

    @Override
    public void completing() {
        termination.complete();
    }

    private String text(long bytes) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long rate = seconds > 0 ? (long) (bytes / seconds) : 0;
        String left =
                rate > 0 ? Duration.ofSeconds((total - bytes) / rate).toString().substring(2) : "?";
        return String.format(
                Locale.ROOT,
                "%.1f%% (%s of %s), %s/s, %s left",
                total == 0 ? 100.0 : bytes * 100.0 / total,
                new ByteSize(bytes).display(),
                new ByteSize(total).display(),
                new ByteSize(rate).display(),
                left.toLowerCase(Locale.ROOT));
    }
}
