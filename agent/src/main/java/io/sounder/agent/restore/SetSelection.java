package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Lsn;
import io.sounder.agent.base.TargetTime;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.repository.Repository;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the backup to restore: the named one, the newest before the goal, or the newest. */
final class SetSelection {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");

    private final List<Repository> repositories;
    private final ZoneId zone;
    private final Log log;

    SetSelection(List<Repository> repositories, ZoneId zone, Log log) {
        this.repositories = List.copyOf(repositories);
        this.zone = zone;
        this.log = log;
    }

    SelectedSet select(Optional<BackupLabel> wanted, RecoveryGoal goal) {
        Map<Repository, BackupInfo> readable = readable();
        if (wanted.isPresent()) {
            return named(readable, wanted.get());
        }
        return switch (goal.type()) {
            case TIME -> beforeTime(readable, goal.target().orElseThrow());
            case LSN -> beforeLsn(readable, goal.target().orElseThrow());
            default -> newest(readable);
        };
    }

    private Map<Repository, BackupInfo> readable() {
        Map<Repository, BackupInfo> readable = new LinkedHashMap<>();
        List<AgentException> errors = new ArrayList<>();
        for (Repository repository : repositories) {
            try {
                BackupInfo info = repository.backupInfo();
                if (info.backups().isEmpty()) {
                    log.warn(repository.name() + ": no backup sets to restore");
                } else {
                    readable.put(repository, info);
                }
            } catch (AgentException e) {
                log.warn(repository.name() + ": [" + e.code().label() + "] " + e.text());
                errors.add(e);
            }
        }
        if (readable.isEmpty()) {
            if (repositories.size() == 1 && !errors.isEmpty()) {
                throw errors.getFirst();
            }
            throw new AgentException(ErrorCode.BACKUP_SET_INVALID, "no backup set found to restore")
                    .withHint("run the info command to see what is there, or the backup command to make a backup");
        }
        return readable;
    }

    private static SelectedSet named(Map<Repository, BackupInfo> readable, BackupLabel wanted) {
        for (Map.Entry<Repository, BackupInfo> each : readable.entrySet()) {
            BackupEntry entry = each.getValue().backups().get(wanted);
            if (entry != null) {
                return new SelectedSet(each.getKey(), entry);
            }
        }
        throw new AgentException(ErrorCode.BACKUP_SET_INVALID, "backup set " + wanted + " is not valid")
                .withHint("run the info command for the backup sets there are");
    }

    private SelectedSet beforeTime(Map<Repository, BackupInfo> readable, String target) {
        long limit =
                TargetTime.parse(target, zone, "automatic backup set selection cannot be performed with provided time");
        for (Map.Entry<Repository, BackupInfo> each : readable.entrySet()) {
            for (BackupEntry entry : newestFirst(each.getValue())) {
                if (entry.timestampStop() < limit) {
                    return new SelectedSet(each.getKey(), entry);
                }
            }
        }
        long earliest = readable.values().stream()
                .flatMap(info -> info.backups().values().stream())
                .mapToLong(BackupEntry::timestampStop)
                .min()
                .orElseThrow();
        throw new AgentException(
                        ErrorCode.BACKUP_SET_INVALID,
                        "unable to find backup set with stop time less than '" + target
                                + "', the earliest time that can be restored is " + text(earliest + 1))
                .withHint("choose a later target time");
    }

    private SelectedSet beforeLsn(Map<Repository, BackupInfo> readable, String target) {
        Lsn limit = Lsn.parse(target);
        Optional<Lsn> earliest = Optional.empty();
        for (Map.Entry<Repository, BackupInfo> each : readable.entrySet()) {
            for (BackupEntry entry : newestFirst(each.getValue())) {
                if (entry.lsnStop().isEmpty()) {
                    log.warn(each.getKey().name() + " reached backup " + entry.label()
                            + " which does not have an LSN, no older backup is considered");
                    break;
                }
                if (entry.lsnStop().get().compareTo(limit) <= 0) {
                    return new SelectedSet(each.getKey(), entry);
                }
                earliest = Optional.of(min(earliest, entry.lsnStop().get()));
            }
        }
        throw new AgentException(
                        ErrorCode.BACKUP_SET_INVALID,
                        "unable to find backup set with lsn less than or equal to '" + target + "'"
                                + earliest.map(lsn -> ", the earliest lsn that can be restored is " + lsn)
                                        .orElse(""))
                .withHint("choose a later target lsn");
    }

    private SelectedSet newest(Map<Repository, BackupInfo> readable) {
        Map.Entry<Repository, BackupInfo> first = readable.entrySet().iterator().next();
        BackupInfo info = first.getValue();
        BackupEntry newest = newestFirst(info).getFirst();
        if (newest.dbId() != info.currentId()) {
            throw new AgentException(
                            ErrorCode.BACKUP_SET_INVALID,
                            first.getKey().name() + ": the latest backup set " + newest.label()
                                    + " is of a former cluster of the stanza")
                    .withHint("to restore it, name it with option 'set'");
        }
        return new SelectedSet(first.getKey(), newest);
    }

    private static List<BackupEntry> newestFirst(BackupInfo info) {
        return List.copyOf(info.backups().values()).reversed();
    }

    private static Lsn min(Optional<Lsn> known, Lsn other) {
        return known.filter(lsn -> lsn.compareTo(other) < 0).orElse(other);
    }

    private String text(long seconds) {
        return TIME.format(Instant.ofEpochSecond(seconds).atZone(zone));
    }
}
