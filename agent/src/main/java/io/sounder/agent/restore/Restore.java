package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Progress;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.os.SyncFolder;
import io.sounder.agent.postgres.PgVersion;
import io.sounder.agent.repository.Repository;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Restores a backup and prepares the server for its recovery. Everything that can be wrong with the wish is found before
 * the first byte on disk changes; {@code pg_control} disappears first and comes back last, so that an aborted restore
 * never starts and can be resumed with option {@code delta}.
 */
public final class Restore {
    /** The manifest in the data folder while a restore is under way. */
    static final String MANIFEST = "backup.manifest";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final RestoreSettings wishes;
    private final List<Repository> repositories;
    private final Clock clock;
    private final Progress progress;
    private final Log log;

    public Restore(RestoreSettings wishes, List<Repository> repositories, Clock clock, Progress progress, Log log) {
        this.wishes = wishes;
        this.repositories = List.copyOf(repositories);
        this.clock = clock;
        this.progress = progress;
        this.log = log;
    }

    public RestoreResult run() {
        requireStopped();
        RestoreSettings.Mode mode = allowedMode();
        SelectedSet set = new SetSelection(repositories, wishes.zone(), log).select(wishes.set(), wishes.goal());
        Manifest manifest = set.repository().manifest(set.label());
        new ManifestCheck(manifest, set.label()).check();
        RecoverySettings recovery = recovery(manifest);
        String text = recovery.goal().type().recovers() ? recovery.text() : "";
        if (!text.isEmpty() && manifest.options().online()) {
            checkTimeline(set.repository(), manifest, recovery);
        }
        SelectiveDatabases databases = SelectiveDatabases.of(manifest, wishes.databases());
        logStart(set.repository(), manifest);
        Layout layout = new Remap(manifest, wishes.pgData(), wishes.mapping(), log).layout();
        boolean preserve = recovery.goal().type() == RecoveryType.PRESERVE;
        RestoreContent content = new RestoreContent(manifest, layout, preserve && recovery.autoConf());
        FileMetadata metadata =
                prepare(content, mode, preserve ? RecoveryFiles.preserved(recovery.autoConf()) : Set.of());
        int copied = new FileQueue(content, progress, log)
                .run(
                        wishes.workers(),
                        syncs -> new RetriedRestore(
                                wishes.retry(),
                                () -> new FileRestore(content, set.repository(), mode, databases, metadata, syncs)));
        AutoConf autoConf = new AutoConf(LocalDateTime.ofInstant(clock.instant(), wishes.zone()));
        new RecoveryFiles(wishes.pgData(), content.dataFolder(), metadata, autoConf, log).write(recovery);
        progress.completing();
        new RestoreFinish(content, log).run();
        RestoreResult result = new RestoreResult(
                set.repository().key(),
                set.label(),
                content.size(),
                content.files().size(),
                copied);
        log.info("restore size = " + new ByteSize(result.size()).display() + ", file total = " + result.files());
        return result;
    }

    private void requireStopped() {
        if (Files.exists(wishes.pgData().resolve("postmaster.pid"))) {
            throw new AgentException(ErrorCode.PG_RUNNING, "unable to restore while PostgreSQL is running")
                    .withHint(
                            "presence of 'postmaster.pid' in '" + wishes.pgData() + "' indicates PostgreSQL is running")
                    .withHint("remove 'postmaster.pid' only if PostgreSQL is not running");
        }
    }

    /** Replacing files is only allowed in what looks like a data folder. */
    private RestoreSettings.Mode allowedMode() {
        RestoreSettings.Mode mode = wishes.mode();
        boolean dataFolder = Files.exists(wishes.pgData().resolve("PG_VERSION"))
                || Files.exists(wishes.pgData().resolve(MANIFEST));
        if (!mode.mayReplace() || dataFolder) {
            return mode;
        }
        log.warn("--delta or --force specified but unable to find 'PG_VERSION' or '" + MANIFEST + "' in '"
                + wishes.pgData() + "' to confirm that this is a valid $PGDATA directory.  --delta and --force have"
                + " been disabled and if any files exist in the destination directories the restore will be aborted.");
        return new RestoreSettings.Mode(false, false);
    }

    private RecoverySettings recovery(Manifest manifest) {
        boolean offline = !manifest.options().online() && !wishes.typeGiven();
        RecoveryGoal goal = offline ? wishes.goal().withType(RecoveryType.NONE) : wishes.goal();
        boolean autoConf = PgVersion.of(manifest.pg().version()).atLeast(PgVersion.V12);
        RestoreSettings.Recovery recovery = wishes.recovery();
        return new RecoverySettings(goal, recovery.options(), recovery.archiveOff(), recovery.command(), autoConf);
    }

    private static void checkTimeline(Repository repository, Manifest manifest, RecoverySettings recovery) {
        String wanted = recovery.goal()
                .timeline()
                .orElseGet(() -> TimelineCheck.defaultTimeline(recovery.goal().type(), recovery.autoConf()));
        long timeline = Long.parseLong(manifest.data().archiveStart().orElseThrow(), 0, 8, 16);
        new TimelineCheck(new ArchivedHistories(repository, manifest.dbId()))
                .check(wanted, timeline, manifest.data().lsnStart().orElseThrow());
    }

    private void logStart(Repository repository, Manifest manifest) {
        Instant start = Instant.ofEpochSecond(manifest.data().timestampStart());
        String recovery = manifest.options().online()
                ? ", recovery will start at " + TIME.format(start.atZone(wishes.zone()))
                : "";
        log.info(repository.name() + ": restore backup set " + manifest.label() + recovery);
    }

    /** From here on the former content is given up. */
    private FileMetadata prepare(RestoreContent content, RestoreSettings.Mode mode, Set<String> preserved) {
        Set<String> kept = new HashSet<>(preserved);
        kept.add(MANIFEST);
        PlaceCheck check = new PlaceCheck(mode.mayReplace(), kept, log);
        content.layout().places().forEach(check::check);
        try {
            wishes.walSpool().ifPresent(FolderTree::delete);
            Files.createDirectories(wishes.pgData(), FileMetadata.FOLDER);
            FileMetadata metadata = new FileMetadata(wishes.pgData());
            warnForeignOwners(content, metadata);
            removeControl(content);
            saveManifest(content);
            if (mode.mayReplace()) {
                PlaceCleaner cleaner = new PlaceCleaner(content, metadata, kept, log);
                content.layout().places().forEach(cleaner::clean);
            }
            new PlaceBuilder(content, metadata, log).build();
            return metadata;
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.PATH_CREATE, "unable to prepare '" + wishes.pgData() + "': " + e.getMessage(), e);
        }
    }

    private static void removeControl(RestoreContent content) throws IOException {
        Path control = content.path(RestoreContent.CONTROL);
        if (Files.deleteIfExists(control)) {
            SyncFolder.sync(Optional.ofNullable(control.getParent()).orElseThrow());
        }
    }

    /** Marks the folder as one whose restore is under way, so that delta is accepted after an abort. */
    private void saveManifest(RestoreContent content) throws IOException {
        FileChannel file = FileChannel.open(
                wishes.pgData().resolve(MANIFEST),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING),
                FileMetadata.PRIVATE_FILE);
        try (OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file))) {
            content.manifest().write(out);
        }
    }

    private void warnForeignOwners(RestoreContent content, FileMetadata metadata) {
        Set<String> users = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (ManifestFile file : content.files()) {
            file.user().ifPresent(users::add);
            file.group().ifPresent(groups::add);
        }
        new OwnerWarnings(metadata, log).warn(users, groups);
    }
}
