package io.sounder.agent.restore;

import java.util.Optional;

/**
 * Where the recovery shall end and what the server does there.
 *
 * @param target the value for types name, time, lsn and xid, as the user wrote it
 * @param exclusive stop just before the target
 * @param action {@code pause}, {@code promote} or {@code shutdown}
 * @param timeline the timeline to follow, as the user wrote it
 */
public record RecoveryGoal(
        RecoveryType type, Optional<String> target, boolean exclusive, String action, Optional<String> timeline) {

    /** The goal without wishes: replay all WAL of the latest timeline. */
    public static RecoveryGoal endOfArchive() {
        return new RecoveryGoal(RecoveryType.DEFAULT, Optional.empty(), false, "pause", Optional.empty());
    }

    RecoveryGoal withType(RecoveryType other) {
        return new RecoveryGoal(other, target, exclusive, action, timeline);
    }
}
