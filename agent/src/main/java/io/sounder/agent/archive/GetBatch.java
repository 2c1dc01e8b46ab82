package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.Workers;
import io.sounder.agent.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The background half of archive-get: fetches segments into the spool before the server asks for them, up to the first
 * that no archive has. That one gets a status file, so that the server need not wait for it.
 */
public final class GetBatch {
    private final GetSettings settings;
    private final List<Repository> repositories;
    private final Spool spool;
    private final int processMax;
    private final JobRetry retry;
    private final Log log;

    /** @param stanzaSpool the stanza's folder of the spool */
    public GetBatch(
            GetSettings settings,
            List<Repository> repositories,
            Path stanzaSpool,
            int processMax,
            JobRetry retry,
            Log log) {
        this.settings = settings;
        this.repositories = List.copyOf(repositories);
        this.spool = Spool.in(stanzaSpool);
        this.processMax = processMax;
        this.retry = retry;
        this.log = log;
    }

    /** What became of one segment: fetched from somewhere, or not because of an error. */
    private record Outcome(
            String wal, int process, String source, List<String> warnings, Optional<AgentException> error) {}

    /** Fetches these segments. Errors go to the spool and to the log. */
    public void run(List<String> segments) {
        try {
            spool.create();
            log.info("get " + segments.size() + " WAL file(s) from archive: " + PushBatch.span(segments));
            fetch(segments);
        } catch (RuntimeException e) {
            spool.error(PushBatch.asAgentException(e));
            throw e;
        }
    }

    private void fetch(List<String> segments) {
        WalFetch fetch = WalFetch.open(settings, repositories);
        Queue queue = new Queue(fetch, segments.iterator());
        Workers.run(processMax, queue, this::report, () -> {});
        queue.missing().ifPresent(wal -> {
            log.detail("unable to find " + wal + " in the archive");
            spool.ok(wal, queue.warnings());
        });
    }

    /** Hands out the segments in order until one is missing or failed. Guarded by itself. */
    private final class Queue implements Workers.Source<Outcome> {
        private final WalFetch fetch;
        private final Iterator<String> rest;
        private final List<String> warnings = new ArrayList<>();
        private Optional<String> missing = Optional.empty();
        private boolean failed;

        Queue(WalFetch fetch, Iterator<String> rest) {
            this.fetch = fetch;
            this.rest = rest;
        }

        @Override
        public synchronized Optional<Workers.Job<Outcome>> next(int process) {
            if (failed || missing.isPresent() || !rest.hasNext()) {
                return Optional.empty();
            }
            String wal = rest.next();
            WalFetch.Found found;
            try {
                found = fetch.find(wal);
            } catch (AgentException e) {
                failed = true;
                return Optional.of(_ -> new Outcome(wal, process, "", List.of(), Optional.of(e)));
            }
            if (found.isEmpty()) {
                missing = Optional.of(wal);
                warnings.addAll(found.warnings());
                return Optional.empty();
            }
            return Optional.of(_ -> copy(process, found));
        }

        private Outcome copy(int process, WalFetch.Found found) throws IOException {
            List<String> all = new ArrayList<>(found.warnings());
            try {
                WalFetch.Fetched fetched = retry.run(() -> fetch.copy(found, spool.file(found.name())));
                all.addAll(fetched.warnings());
                return new Outcome(found.name(), process, fetched.source(), all, Optional.empty());
            } catch (AgentException e) {
                fail();
                return new Outcome(found.name(), process, "", all, Optional.of(e));
            }
        }

        private synchronized void fail() {
            failed = true;
        }

        synchronized Optional<String> missing() {
            return missing;
        }

        synchronized List<String> warnings() {
            return List.copyOf(warnings);
        }
    }

    private void report(Outcome outcome) {
        outcome.warnings().forEach(warning -> log.write(LogLevel.WARN, outcome.process(), warning));
        if (outcome.error().isPresent()) {
            AgentException error = outcome.error().get();
            spool.error(outcome.wal(), error);
            log.write(
                    LogLevel.WARN,
                    outcome.process(),
                    "could not get " + outcome.wal() + " from the archive (will be retried): ["
                            + error.code().code() + "] " + error.text());
            return;
        }
        // Only now, as a status file alone says that no archive has the segment.
        if (!outcome.warnings().isEmpty() && Files.exists(spool.file(outcome.wal()))) {
            spool.ok(outcome.wal(), outcome.warnings());
        }
        log.write(
                LogLevel.DETAIL,
                outcome.process(),
                "found " + outcome.wal() + " in the " + outcome.source() + " archive");
    }
}
