package io.sounder.agent.cli;

import io.sounder.agent.config.Command;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockFile;
import io.sounder.agent.os.LockType;
import io.sounder.agent.os.StopFile;
import io.sounder.agent.remote.client.RemoteLocks;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The locks that a command holds on its stanza while it changes something, here and on the hosts of repositories and clusters. */
final class StanzaAccess implements AutoCloseable {
    /** Those that lock the other hosts too; the others only care for this one. */
    private static final Set<Command> LOCKING_HOSTS = EnumSet.of(
            Command.ANNOTATE,
            Command.ARCHIVE_PUSH,
            Command.BACKUP,
            Command.EXPIRE,
            Command.STANZA_CREATE,
            Command.STANZA_DELETE,
            Command.STANZA_UPGRADE);

    private final Deque<LockFile> locks = new ArrayDeque<>();
    private @Nullable RemoteLocks remote;

    private StanzaAccess() {}

    /** No locks. */
    static StanzaAccess none() {
        return new StanzaAccess();
    }

    /** Takes locks of these types for the repositories of the configuration: error 50 when another command has one. */
    static StanzaAccess exclusive(Config config, CommandContext context, LockType... types) {
        return exclusive(config, context, List.copyOf(config.keys(Group.REPO)), types);
    }

    /** The same for some of the repositories only. */
    static StanzaAccess exclusive(Config config, CommandContext context, List<Integer> repoKeys, LockType... types) {
        StanzaAccess access = new StanzaAccess();
        try {
            for (LockType type : types) {
                access.locks.push(LockFile.acquire(
                        lockPath(config), config.required(Option.STANZA), type, repoKeys, context.execId()));
            }
            if (LOCKING_HOSTS.contains(config.command())) {
                access.remote = RemoteLocks.acquire(
                        config,
                        repoKeys,
                        Arrays.stream(types).map(LockType::label).toList());
            }
            return access;
        } catch (RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /** Error 62 when the stanza, or all stanzas, were stopped. */
    static void requireStarted(Config config) {
        StopFile.rejectIfPresent(lockPath(config), config.required(Option.STANZA));
    }

    /** The file whose presence stops the stanza. */
    static Path stopFile(Config config) {
        return StopFile.of(lockPath(config), Optional.of(config.required(Option.STANZA)));
    }

    private static Path lockPath(Config config) {
        return Path.of(config.required(Option.LOCK_PATH));
    }

    /** The lock that others look at for progress. */
    LockFile first() {
        return locks.getLast();
    }

    @Override
    public void close() {
        if (remote != null) {
            remote.close();
            remote = null;
        }
        while (!locks.isEmpty()) {
            locks.pop().close();
        }
    }
}
