package io.sounder.agent.expire;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules that say which backups go. Pure: decides, removes nothing. */
final class BackupRetention {
    private static final Set<BackupType> FULL_AND_DIFF = Set.of(BackupType.FULL, BackupType.DIFF);

    private final RetentionSettings settings;
    private final Instant now;

    BackupRetention(RetentionSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /** Full retention by count or time, then differential retention on what is left. */
    RetentionPlan regular(BackupList backups) {
        Draft draft = new Draft(backups);
        RetentionSettings effective = settings;
        if (settings.full().isPresent()) {
            effective = settings.fullByTime()
                    ? expireByTime(draft, settings.full().getAsLong())
                    : expireByCount(draft, settings.full().getAsLong());
        }
        if (settings.diff().isPresent()) {
            expireDiffs(draft, settings.diff().getAsLong());
        }
        return draft.plan(effective);
    }

    /** Only the named backup and what depends on it. */
    RetentionPlan adhoc(BackupList backups, BackupLabel label) {
        List<ListedBackup> fulls = backups.fulls();
        if (!fulls.isEmpty() && fulls.getLast().label().equals(label)) {
            requireOlderFull(fulls);
        }
        Draft draft = new Draft(backups);
        draft.remove(Removal.Cause.ADHOC, label);
        return draft.plan(settings);
    }

    /** One full backup fewer than there are, unless it is the only one. */
    RetentionPlan oldest(BackupList backups) {
        List<ListedBackup> fulls = backups.fulls();
        Draft draft = new Draft(backups);
        if (fulls.size() < 2) {
            return draft.plan(settings);
        }
        draft.remove(Removal.Cause.OLDEST, fulls.getFirst().label());
        return draft.plan(settings.withArchive(fulls.size() - 1L, BackupType.FULL));
    }

    private static void requireOlderFull(List<ListedBackup> fulls) {
        ListedBackup newest = fulls.getLast();
        boolean replaceable = fulls.size() > 1 && fulls.get(fulls.size() - 2).historyId() == newest.historyId();
        if (!replaceable) {
            throw new AgentException(
                            ErrorCode.BACKUP_SET_INVALID,
                            "full backup " + newest.label().value()
                                    + " cannot be expired until another full backup has been created")
                    .withHint("run a full backup first");
        }
    }

    private RetentionSettings expireByCount(Draft draft, long count) {
        List<ListedBackup> fulls = draft.remaining.fulls();
        fulls.stream()
                .limit(Math.max(0, fulls.size() - count))
                .forEach(full -> draft.remove(Removal.Cause.FULL, full.label()));
        return settings;
    }

    private RetentionSettings expireByTime(Draft draft, long days) {
        long limit = now.minus(Duration.ofDays(days)).getEpochSecond();
        List<ListedBackup> fulls = draft.remaining.fulls();
        int kept = fulls.size() - 1;
        while (kept >= 0 && fulls.get(kept).stopped() >= limit) {
            kept--;
        }
        if (kept <= 0) {
            return settings;
        }
        fulls.subList(0, kept).forEach(full -> draft.remove(Removal.Cause.TIME, full.label()));
        boolean followsFulls = settings.archive().isEmpty() && settings.archiveType() == BackupType.FULL;
        return followsFulls ? settings.withArchive((long) fulls.size() - kept, BackupType.FULL) : settings;
    }

    private static void expireDiffs(Draft draft, long count) {
        List<ListedBackup> counted = draft.remaining.ofTypes(FULL_AND_DIFF);
        counted.stream()
                .limit(Math.max(0, counted.size() - count))
                .filter(backup -> backup.label().type() == BackupType.DIFF)
                .forEach(diff -> draft.remove(Removal.Cause.DIFF, diff.label()));
    }

    /** The plan while it grows. Used by one thread. */
    private static final class Draft {
        private final List<Removal> removals = new ArrayList<>();
        private BackupList remaining;

        Draft(BackupList backups) {
            this.remaining = backups;
        }

        void remove(Removal.Cause cause, BackupLabel label) {
            List<BackupLabel> labels = remaining.withDependents(label);
            removals.add(new Removal(cause, labels));
            remaining = remaining.without(labels);
        }

        RetentionPlan plan(RetentionSettings settings) {
            return new RetentionPlan(removals, remaining, settings);
        }
    }
}
