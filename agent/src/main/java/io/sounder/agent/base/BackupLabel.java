package io.sounder.agent.base;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a backup: {@code YYYYMMDD-HHMMSSF}, followed for a diff or incr by {@code _YYYYMMDD-HHMMSS} and its letter.
 * Times are local time of the process that made the backup; labels sort by time within a set.
 */
public record BackupLabel(String value) implements Comparable<BackupLabel> {
    private static final Pattern FORM = Pattern.compile("[0-9]{8}-[0-9]{6}F(_[0-9]{8}-[0-9]{6}[DI])?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withResolverStyle(ResolverStyle.LENIENT);
    private static final int FULL_LENGTH = 16;
    private static final int TIME_LENGTH = 15;

    public BackupLabel {
        if (!isLabel(value)) {
            throw new AgentException(ErrorCode.FORMAT, "'" + value + "' is not a backup label");
        }
    }

    public static boolean isLabel(String text) {
        return FORM.matcher(text).matches();
    }

    /** The label of a full backup that starts at this time. */
    public static BackupLabel full(LocalDateTime time) {
        return new BackupLabel(TIME.format(time) + "F");
    }

    /** The label of a diff or incr of the set of {@code this} backup. */
    public BackupLabel dependent(BackupType type, LocalDateTime time) {
        return new BackupLabel(full().value + "_" + TIME.format(time) + type.letter());
    }

    /** The label of the full backup of the set; the label itself for a full. */
    public BackupLabel full() {
        return value.length() == FULL_LENGTH ? this : new BackupLabel(value.substring(0, FULL_LENGTH));
    }

    public BackupType type() {
        return switch (value.charAt(value.length() - 1)) {
            case 'D' -> BackupType.DIFF;
            case 'I' -> BackupType.INCR;
            default -> BackupType.FULL;
        };
    }

    /** The start time of this backup, for a diff or incr that of its second part. */
    public LocalDateTime time() {
        int end = value.length() - 1;
        return LocalDateTime.parse(value.substring(end - TIME_LENGTH, end), TIME);
    }

    // Written out, because what the JVM makes for records is made anew by every process and takes it 10 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BackupLabel label && value.equals(label.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(BackupLabel other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
