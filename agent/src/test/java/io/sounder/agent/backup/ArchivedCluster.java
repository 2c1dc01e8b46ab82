package io.sounder.agent.backup;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Progress;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.postgres.PgClient;
import io.sounder.agent.postgres.PgEndpoint;
import io.sounder.agent.repository.ArchiveWait;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.RecordingLog;
import io.sounder.agent.testing.Unprivileged;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running cluster whose WAL the original archives, to be backed up by our rooms within the test's process. */
final class ArchivedCluster implements AutoCloseable {
    final EmbeddedPostgres postgres;
    final Path repositoryFolder;
    Repository repository;
    final RealPgBackRest original;
    final RecordingLog log = new RecordingLog();
    private CompressType compression = CompressType.NONE;
    private JobRetry retry = JobRetry.NONE;
    private boolean delta;
    private boolean archiveCopy;
    private boolean hardLink;
    private Storing storing = Storing.ALONE;
    private List<String> excludes = List.of();

    ArchivedCluster(int major) {
        postgres = EmbeddedPostgres.create(major);
        repositoryFolder = postgres.folder("repo");
        original = RealPgBackRest.of(repositoryFolder, postgres);
        postgres.set("archive_mode", "on");
        postgres.set("archive_command", original.archiveCommand());
        postgres.start();
        original.run("stanza-create").orFail();
        repository = new Repository(1, new PosixStorage(repositoryFolder), Encryption.none(), RealPgBackRest.STANZA);
    }

    ArchivedCluster compression(CompressType type) {
        compression = type;
        return this;
    }

    /** Reaches the repository by another storage from now on. */
    ArchivedCluster through(Storage storage) {
        repository = new Repository(1, storage, Encryption.none(), RealPgBackRest.STANZA);
        return this;
    }

    ArchivedCluster retry(JobRetry how) {
        retry = how;
        return this;
    }

    ArchivedCluster delta(boolean on) {
        delta = on;
        return this;
    }

    ArchivedCluster archiveCopy(boolean on) {
        archiveCopy = on;
        return this;
    }

    ArchivedCluster hardLink(boolean on) {
        hardLink = on;
        return this;
    }

    ArchivedCluster storing(Storing how) {
        storing = how;
        return this;
    }

    ArchivedCluster excludes(String... paths) {
        excludes = List.of(paths);
        return this;
    }

    BackupSettings settings(BackupType type, boolean online) {
        return new BackupSettings(
                type,
                postgres.data(),
                online,
                false,
                delta,
                Optional.empty(),
                true,
                true,
                online,
                archiveCopy,
                Duration.ofSeconds(60),
                true,
                hardLink,
                true,
                new BackupSettings.Compression(compression, compression.defaultLevel(), true),
                excludes,
                Map.of("note", "two words"),
                1 << 20,
                1 << 18,
                3,
                2,
                Optional.empty(),
                retry,
                storing);
    }

    /** Backs the running cluster up. */
    BackupResult backup(BackupType type) {
        BackupSettings settings = settings(type, true);
        PgEndpoint endpoint = new PgEndpoint(
                postgres.data(),
                EmbeddedPostgres.PORT,
                Optional.of(postgres.socketFolder().toString()),
                "postgres",
                Optional.of("postgres"),
                Duration.ofMinutes(1));
        try (PgClient client = PgClient.connect(endpoint, "backup")) {
            ArchiveWait archive =
                    new ArchiveWait(repository, repository.archiveInfo().archiveId(), settings.archiveTimeout());
            return run(settings, new OnlineSource(client, settings, archive, log));
        }
    }

    /** Backs the stopped cluster up. */
    BackupResult backupOffline(BackupType type) {
        BackupSettings settings = settings(type, false);
        return run(settings, new OfflineSource(postgres.data(), false, Clock.systemUTC(), log));
    }

    private BackupResult run(BackupSettings settings, Source source) {
        try {
            return new Backup(settings, repository, source, ZoneOffset.UTC, Progress.none(), log).run();
        } finally {
            Unprivileged.own(repositoryFolder);
        }
    }

    /** Restores a backup by the original, recovers until it is consistent, and starts it. */
    EmbeddedPostgres restored(String label) {
        Path folder = postgres.folder("restored-" + label);
        original.run("restore", "--set=" + label, "--pg1-path=" + folder, "--type=immediate", "--target-action=promote")
                .orFail();
        EmbeddedPostgres restored = EmbeddedPostgres.restored(postgres.major(), folder)
                .set("archive_mode", "off")
                .start();
        restored.awaitPromotion();
        return restored;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
