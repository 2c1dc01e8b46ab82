package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.Workers;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The background half of archive-push: archives what the server has ready and leaves a status file for each in the spool.
 * A status file is written after the repositories have the segment, so a process killed at any point loses nothing.
 */
public final class PushBatch {
    private final PushSettings settings;
    private final List<Repository> repositories;
    private final Spool spool;
    private final int processMax;
    private final JobRetry retry;
    private final long batchSize;
    private final Log log;

    /**
     * @param stanzaSpool the stanza's folder of the spool
     * @param batchSize bytes of WAL to archive at most
     */
    public PushBatch(
            PushSettings settings,
            List<Repository> repositories,
            Path stanzaSpool,
            int processMax,
            JobRetry retry,
            long batchSize,
            Log log) {
        this.settings = settings;
        this.repositories = List.copyOf(repositories);
        this.spool = Spool.out(stanzaSpool);
        this.processMax = processMax;
        this.retry = retry;
        this.batchSize = batchSize;
        this.log = log;
    }

    /** What became of one file: the error that kept it from being archived, if any. */
    private record Outcome(String wal, int process, List<String> warnings, Optional<AgentException> error) {}

    /** Archives the ready files of the server's folder of WAL files. Errors go to the spool and to the log. */
    public void run(Path walFolder) {
        try {
            work(new ReadyWal(walFolder));
        } catch (RuntimeException e) {
            spool.error(asAgentException(e));
            throw e;
        }
    }

    static AgentException asAgentException(RuntimeException error) {
        return error instanceof AgentException known
                ? known
                : new AgentException(ErrorCode.UNKNOWN, "unexpected " + error, error);
    }

    private void work(ReadyWal ready) {
        spool.create();
        List<String> left = left(ready.names());
        if (left.isEmpty()) {
            log.warn("no WAL files to process");
            return;
        }
        log.info("push " + left.size() + " WAL file(s) to archive: " + span(left));
        if (settings.queueMax().isPresent()
                && ready.exceeds(left, settings.queueMax().getAsLong())) {
            left.forEach(this::drop);
            return;
        }
        push(ready.walFolder(), ready.batch(left, batchSize));
    }

    /** The first and the last of these names. */
    static String span(List<String> names) {
        return names.size() == 1 ? names.getFirst() : names.getFirst() + "..." + names.getLast();
    }

    /** The ready files that are not done yet. Whatever else the spool says is out of date and goes. */
    private List<String> left(List<String> ready) {
        Set<String> wanted = new HashSet<>(ready);
        Set<String> done = new HashSet<>();
        for (String name : spool.names()) {
            String wal = name.endsWith(Spool.OK) ? name.substring(0, name.length() - Spool.OK.length()) : "";
            if (wanted.contains(wal)) {
                done.add(wal);
            } else {
                spool.remove(name);
            }
        }
        return ready.stream().filter(wal -> !done.contains(wal)).toList();
    }

    private void drop(String wal) {
        String warning = ArchivePush.dropText(wal, settings.queueMax().orElseThrow());
        spool.ok(wal, List.of(warning));
        log.warn(warning);
    }

    private void push(Path walFolder, List<String> names) {
        WalPush push = WalPush.open(settings, repositories);
        Iterator<String> rest = names.iterator();
        boolean[] failed = {false};
        Workers.Source<Outcome> source = _ -> {
            synchronized (failed) {
                return failed[0] || !rest.hasNext() ? Optional.empty() : Optional.of(job(push, walFolder, rest.next()));
            }
        };
        Workers.run(
                processMax,
                source,
                outcome -> {
                    synchronized (failed) {
                        failed[0] |= outcome.error().isPresent();
                    }
                    report(outcome);
                },
                () -> {});
    }

    private Workers.Job<Outcome> job(WalPush push, Path walFolder, String wal) {
        return process -> {
            try {
                WalPush.Pushed pushed = retry.run(() -> push.push(walFolder.resolve(wal)));
                return new Outcome(wal, process, pushed.warnings(), Optional.empty());
            } catch (AgentException e) {
                return new Outcome(wal, process, List.of(), Optional.of(e));
            }
        };
    }

    private void report(Outcome outcome) {
        if (outcome.error().isPresent()) {
            AgentException error = outcome.error().get();
            spool.error(outcome.wal(), error);
            log.write(
                    LogLevel.WARN,
                    outcome.process(),
                    "could not push WAL file '" + outcome.wal() + "' to the archive (will be retried): ["
                            + error.code().code() + "] " + error.text());
            return;
        }
        spool.ok(outcome.wal(), outcome.warnings());
        outcome.warnings().forEach(warning -> log.write(LogLevel.WARN, outcome.process(), warning));
        log.write(LogLevel.DETAIL, outcome.process(), "pushed WAL file '" + outcome.wal() + "' to the archive");
    }
}
