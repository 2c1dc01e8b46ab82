package io.sounder.agent.restore;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.JobRetry;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the user wants restored, where, and how the server shall recover.
 *
 * @param pgData the data folder to fill
 * @param set the backup to restore; none for the one that fits the goal
 * @param goal where the recovery ends
 * @param typeGiven whether the user chose the type of the goal
 * @param mode how to treat what is in the folders already
 * @param recovery what goes to the server's settings beside the goal
 * @param mapping where tablespaces and links go
 * @param databases which databases to restore with content
 * @param workers number of parallel workers
 * @param retry what to do about a file that could not be fetched
 * @param zone the local zone, for target times and comments
 * @param walSpool the folder with WAL fetched ahead for the former cluster; it becomes stale
 */
public record RestoreSettings(
        Path pgData,
        Optional<BackupLabel> set,
        RecoveryGoal goal,
        boolean typeGiven,
        Mode mode,
        Recovery recovery,
        Mapping mapping,
        Databases databases,
        int workers,
        JobRetry retry,
        ZoneId zone,
        Optional<Path> walSpool) {

    /**
     * How to treat existing content.
     *
     * @param delta keep files that are right already
     * @param force with delta, compare by size and time stamp; alone, replace everything
     */
    public record Mode(boolean delta, boolean force) {
        boolean mayReplace() {
            return delta || force;
        }
    }

    /**
     * Settings for the server.
     *
     * @param options name and value, dashes in names not yet replaced
     * @param archiveOff switch archiving off
     * @param command the command that fetches WAL
     */
    public record Recovery(SortedMap<String, String> options, boolean archiveOff, String command) {}

    /**
     * Where tablespaces and links go.
     *
     * @param tablespaces name or oid to folder
     * @param allTablespaces parent folder of all others
     * @param links name below the data folder to destination
     * @param allLinks restore all other links as links, too
     */
    public record Mapping(
            Map<String, String> tablespaces,
            Optional<String> allTablespaces,
            Map<String, String> links,
            boolean allLinks) {}

    /** Names of databases; both empty means all. */
    public record Databases(List<String> include, List<String> exclude) {}
}
