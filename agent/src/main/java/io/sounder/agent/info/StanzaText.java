package io.sounder.agent.info;

import io.sounder.agent.format.PgId;
import io.sounder.agent.os.LockContent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The text output of one stanza. */
final class StanzaText {
    private static final String ERROR_INDENT = "\n            ";
    private static final String REPOSITORY_ERROR_INDENT = "\n               ";

    private final StringBuilder text;
    private final StanzaReport stanza;
    private final boolean detailed;
    private final Supplier<ZoneId> zone;

    StanzaText(StringBuilder text, StanzaReport stanza, boolean detailed, Supplier<ZoneId> zone) {
        this.text = text;
        this.stanza = stanza;
        this.detailed = detailed;
        this.zone = zone;
    }

    void append(boolean progressOnly) {
        text.append("stanza: ").append(stanza.name()).append('\n');
        status();
        if (progressOnly || stanza.status() == Status.MISSING_STANZA_PATH) {
            return;
        }
        text.append("    cipher: ").append(stanza.cipher()).append('\n');
        if (stanza.cipher().equals("mixed")) {
            stanza.repositories()
                    .forEach(repository -> text.append("        repo")
                            .append(repository.key())
                            .append(": ")
                            .append(repository.cipher().label())
                            .append('\n'));
        }
        clusters().forEach(this::cluster);
    }

    private void status() {
        Status status = stanza.status();
        text.append("    status: ");
        boolean single = stanza.repositories().size() == 1;
        if (status == Status.MIXED) {
            text.append("mixed");
            running(false);
        } else {
            state(status, true);
        }
        text.append('\n');
        if (single && status == Status.OTHER) {
            text.append(ERROR_INDENT, 1, ERROR_INDENT.length());
            text.append(stanza.repositories().getFirst().message().replace("\n", ERROR_INDENT))
                    .append('\n');
        } else if (status == Status.MIXED
                || status == Status.DATABASE_MISMATCH
                || (!single && status == Status.OTHER)) {
            stanza.repositories().forEach(this::repository);
        }
    }

    private void repository(RepositoryReport repository) {
        text.append("        repo").append(repository.key()).append(": ");
        state(repository.status(), false);
        text.append('\n');
        if (repository.status() == Status.OTHER) {
            text.append(REPOSITORY_ERROR_INDENT, 1, REPOSITORY_ERROR_INDENT.length());
            text.append(repository.message().replace("\n", REPOSITORY_ERROR_INDENT))
                    .append('\n');
        }
    }

    private void state(Status status, boolean withLocks) {
        if (status == Status.OK) {
            text.append("ok");
            if (withLocks) {
                running(false);
            }
            return;
        }
        text.append("error (").append(status.message());
        if (withLocks) {
            running(true);
        }
        text.append(')');
    }

    /** What runs on the stanza, in brackets of its own unless it follows other words in brackets. */
    private void running(boolean inBrackets) {
        List<String> running = new ArrayList<>();
        LockState locks = stanza.locks();
        if (locks.backupHeld()) {
            long size = 0;
            long done = 0;
            for (Map.Entry<Integer, LockContent> entry : locks.backup().entrySet()) {
                size += entry.getValue()
                        .progress()
                        .map(LockContent.Progress::size)
                        .orElse(0L);
                done += entry.getValue()
                        .progress()
                        .map(LockContent.Progress::sizeDone)
                        .orElse(0L);
            }
            running.add("backup/expire running" + percent(size, done));
        }
        locks.restore()
                .ifPresent(held -> running.add("restore running"
                        + percent(
                                held.progress().map(LockContent.Progress::size).orElse(0L),
                                held.progress()
                                        .map(LockContent.Progress::sizeDone)
                                        .orElse(0L))));
        if (!running.isEmpty()) {
            String words = String.join(", ", running);
            text.append(inBrackets ? ", " + words : " (" + words + ")");
        }
    }

    private static String percent(long size, long done) {
        if (size <= 0) {
            return "";
        }
        long hundredths = done * 10_000 / size;
        long rest = hundredths % 100;
        return " - " + hundredths / 100 + (rest < 10 ? ".0" : ".") + rest + "% complete";
    }

    /** The clusters in the order of the output: the current one last. */
    private List<PgId> clusters() {
        List<PgId> clusters = new ArrayList<>();
        for (RepositoryReport repository : stanza.repositories()) {
            for (PgId pg : repository.history().values()) {
                if (!clusters.contains(pg)) {
                    clusters.add(pg);
                }
            }
        }
        stanza.current().ifPresent(current -> {
            clusters.remove(current);
            clusters.add(current);
        });
        return clusters;
    }

    private void cluster(PgId pg) {
        boolean current = stanza.current().equals(Optional.of(pg));
        text.append("\n    db (").append(current ? "current" : "prior").append(")\n");
        text.append("        wal archive min/max (").append(pg.version()).append("): ");
        String min = null;
        String max = null;
        for (RepositoryReport repository : stanza.repositories()) {
            for (ArchiveRange archive : repository.archives()) {
                if (archive.pg().equals(pg) && archive.range().isPresent()) {
                    String low = archive.range().get().min().name();
                    String high = archive.range().get().max().name();
                    min = min == null || low.compareTo(min) < 0 ? low : min;
                    max = max == null || high.compareTo(max) > 0 ? high : max;
                }
            }
        }
        text.append(min == null ? "none present" : min + "/" + max).append('\n');
        for (ListedBackup listed : ListedBackup.of(stanza)) {
            if (pg.equals(listed.repository().history().get(listed.backup().dbId()))) {
                new BackupText(text, listed, detailed, zone).append();
            }
        }
    }
}
