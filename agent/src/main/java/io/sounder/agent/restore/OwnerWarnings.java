package io.sounder.agent.restore;

import io.sounder.agent.base.Log;
import java.util.Set;

/** Tells about owners in the backup that files will not get here. */
record OwnerWarnings(FileMetadata metadata, Log log) {

    void warn(Set<String> users, Set<String> groups) {
        users.stream().filter(user -> !metadata.canGiveToUser(user)).sorted().forEach(user -> warn("user", user));
        groups.stream()
                .filter(group -> !metadata.canGiveToGroup(group))
                .sorted()
                .forEach(group -> warn("group", group));
    }

    private void warn(String kind, String name) {
        log.warn("unknown " + kind + " '" + name + "' in backup manifest mapped to current " + kind);
    }
}
