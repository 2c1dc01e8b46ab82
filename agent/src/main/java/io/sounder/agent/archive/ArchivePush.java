package io.sounder.agent.archive;

import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.Log;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.util.List;

/** Archives one WAL file of the server while the server waits. */
public final class ArchivePush {
    private final PushSettings settings;
    private final List<Repository> repositories;
    private final Log log;

    public ArchivePush(PushSettings settings, List<Repository> repositories, Log log) {
        this.settings = settings;
        this.repositories = List.copyOf(repositories);
        this.log = log;
    }

    /** Archives the file at the path that the server passed; error 104 if a repository did not get it. */
    public PushResult run(String walPath) {
        Path wal = WalPath.resolve(walPath, settings.pgData(), settings.workingFolder());
        String name = String.valueOf(wal.getFileName());
        if (dropped(wal)) {
            log.warn(dropText(name, settings.queueMax().getAsLong()));
            return new PushResult(name, List.of(), true);
        }
        WalPush.Pushed pushed = WalPush.open(settings, repositories).push(wal);
        pushed.warnings().forEach(log::warn);
        log.info("pushed WAL file '" + name + "' to the archive");
        return new PushResult(name, pushed.stored(), false);
    }

    private boolean dropped(Path wal) {
        if (settings.queueMax().isEmpty()) {
            return false;
        }
        ReadyWal ready = new ReadyWal(wal.resolveSibling(""));
        return ready.exceeds(ready.names(), settings.queueMax().getAsLong());
    }

    /** Why a file was given up. */
    static String dropText(String name, long queueMax) {
        return "dropped WAL file '" + name + "' because archive queue exceeded " + new ByteSize(queueMax).display();
    }
}
