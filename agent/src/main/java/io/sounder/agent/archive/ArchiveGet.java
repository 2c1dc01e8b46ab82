package io.sounder.agent.archive;

import io.sounder.agent.base.Log;
import io.sounder.agent.repository.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Fetches one WAL file for the server. The destination appears whole or not at all: it is written under a temporary name
 * beside it.
 */
public final class ArchiveGet {
    private final GetSettings settings;
    private final List<Repository> repositories;
    private final Log log;

    public ArchiveGet(GetSettings settings, List<Repository> repositories, Log log) {
        this.settings = settings;
        this.repositories = List.copyOf(repositories);
        this.log = log;
    }

    /** Fetches the file of that name to the path that the server passed. */
    public GetResult run(String name, String destination) {
        Path target = WalPath.resolve(destination, Optional.of(settings.pgData()), settings.workingFolder());
        WalFetch fetch = WalFetch.open(settings, repositories);
        WalFetch.Found found = fetch.find(name);
        found.warnings().forEach(log::warn);
        if (found.isEmpty()) {
            log.info("unable to find " + name + " in the archive");
            return new GetResult(name, Optional.empty());
        }
        WalFetch.Fetched fetched = fetch.copy(found, target);
        fetched.warnings().forEach(log::warn);
        log.info("found " + name + " in the " + fetched.source() + " archive");
        return new GetResult(name, Optional.of(fetched.source()));
    }
}
