package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The places outside of the data folder that links lead to; refuses those that would be backed up twice. */
final class LinkTargets {
    private final Path dataFolder;
    private final Map<String, Target> targets = new TreeMap<>();

    private record Target(Path path, boolean folder) {}

    LinkTargets(Path dataFolder) {
        this.dataFolder = dataFolder.normalize();
    }

    /** Notes a link to a folder: error 70 when its content is already part of the backup. */
    void folder(String link, Path destination) {
        add(link, new Target(destination.normalize(), true));
    }

    /** Notes a link to a single file: error 70 when it is already part of the backup. */
    void file(String link, Path destination) {
        add(link, new Target(destination.normalize(), false));
    }

    private void add(String link, Target target) {
        if (target.path.startsWith(dataFolder) || (target.folder && dataFolder.startsWith(target.path))) {
            throw new AgentException(
                    ErrorCode.LINK_DESTINATION, "link '" + link + "' destination '" + target.path + "' is in PGDATA");
        }
        targets.forEach((otherLink, other) -> {
            if (within(target, other) || within(other, target)) {
                throw new AgentException(
                        ErrorCode.LINK_DESTINATION,
                        "link '" + link + "' destination '" + target.path + "' is the same as, or is below or above,"
                                + " the destination '" + other.path + "' of link '" + otherLink + "'");
            }
        });
        targets.put(link, target);
    }

    private static boolean within(Target inner, Target outer) {
        return outer.folder ? inner.path.startsWith(outer.path) : !inner.folder && inner.path.equals(outer.path);
    }
}
