package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ByteSize;
import io.sounder.agent.format.BackupEntry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The text output of one backup. */
final class BackupText {
    private static final String INDENT = "            ";
    private static final String DEEP_INDENT = "                ";

    private final StringBuilder text;
    private final BackupEntry backup;
    private final RepositoryReport repository;
    private final boolean detailed;
    private final Supplier<ZoneId> zone;

    BackupText(StringBuilder text, ListedBackup listed, boolean detailed, Supplier<ZoneId> zone) {
        this.text = text;
        this.backup = listed.backup();
        this.repository = listed.repository();
        this.detailed = detailed;
        this.zone = zone;
    }

    void append() {
        text.append("\n        ")
                .append(backup.type().label())
                .append(" backup: ")
                .append(backup.label())
                .append('\n');
        line("timestamp start/stop: " + time(backup.timestampStart()) + " / " + time(backup.timestampStop()));
        line("wal start/stop: "
                + (backup.archiveStart().isPresent() && backup.archiveStop().isPresent()
                        ? backup.archiveStart().get() + " / "
                                + backup.archiveStop().get()
                        : "n/a"));
        if (detailed && backup.lsnStart().isPresent() && backup.lsnStop().isPresent()) {
            line("lsn start/stop: " + backup.lsnStart().get() + " / "
                    + backup.lsnStop().get());
        }
        BackupEntry.Sizes sizes = backup.sizes();
        line("database size: " + size(sizes.size()) + ", database backup size: " + size(sizes.delta()));
        String set = sizes.mapSize().isPresent() ? "" : "backup set size: " + size(sizes.repoSize()) + ", ";
        line("repo" + repository.key() + ": " + set + "backup size: " + size(sizes.repoDelta()));
        references();
        BackupDetail detail = repository.details().get(backup.label());
        if (detailed && detail != null) {
            detail(detail);
        } else if (backup.error().orElse(false)) {
            line("error(s) detected during backup");
        }
    }

    private void references() {
        if (backup.references().isEmpty()) {
            return;
        }
        if (detailed) {
            List<String> labels = new ArrayList<>();
            backup.references().forEach(label -> labels.add(label.value()));
            line("backup reference list: " + String.join(", ", labels));
            return;
        }
        List<String> counts = new ArrayList<>();
        for (BackupType type : BackupType.values()) {
            int count = 0;
            for (BackupLabel label : backup.references()) {
                count += label.type() == type ? 1 : 0;
            }
            if (count > 0) {
                counts.add(count + " " + type.label());
            }
        }
        line("backup reference total: " + String.join(", ", counts));
    }

    private void detail(BackupDetail detail) {
        List<String> databases = new ArrayList<>();
        detail.databases().forEach(database -> databases.add(database.name() + " (" + database.oid() + ")"));
        line("database list: " + (databases.isEmpty() ? "none" : String.join(", ", databases)));
        if (!detail.links().isEmpty()) {
            line("symlinks:");
            detail.links().forEach(link -> deepLine(link.name() + " => " + link.destination()));
        }
        if (!detail.tablespaces().isEmpty()) {
            line("tablespaces:");
            detail.tablespaces()
                    .forEach(tablespace ->
                            deepLine(tablespace.name() + " (" + tablespace.oid() + ") => " + tablespace.destination()));
        }
        if (!detail.errors().isEmpty()) {
            line("error list: " + String.join(", ", detail.errors()));
        } else if (backup.error().orElse(false)) {
            line("error(s) detected during backup");
        }
        if (!backup.annotations().isEmpty()) {
            line("annotation(s)");
            backup.annotations().forEach((key, value) -> deepLine(key + ": " + value));
        }
    }

    private void line(String line) {
        text.append(INDENT).append(line).append('\n');
    }

    private void deepLine(String line) {
        text.append(DEEP_INDENT).append(line).append('\n');
    }

    private static String size(long bytes) {
        return new ByteSize(bytes).display();
    }

    /** Local time and the offset from UTC without zero minutes: {@code 2026-11-20 20:59:32+00}. */
    private String time(long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        ZoneOffset offset = zone.get().getRules().getOffset(instant);
        String time =
                LocalDateTime.ofEpochSecond(epochSecond, 0, offset).toString().replace('T', ' ');
        // Java leaves out seconds that are zero.
        String seconds = time.length() == "2026-11-20 20:59".length() ? ":00" : "";
        return time + seconds + offset(offset.getTotalSeconds() / 60);
    }

    private static String offset(int minutes) {
        int absolute = Math.abs(minutes);
        String hours = (absolute < 600 ? "0" : "") + absolute / 60;
        String rest = absolute % 60 == 0 ? "" : (absolute % 60 < 10 ? "0" : "") + absolute % 60;
        return (minutes < 0 ? "-" : "+") + hours + rest;
    }
}
