package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.ByteSize;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Progress;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.BackupOptions;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestDatabase;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.PgDb;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.pipeline.StoredForm;
import io.sounder.agent.postgres.BackupStart;
import io.sounder.agent.postgres.BackupStop;
import io.sounder.agent.postgres.ControlFile;
import io.sounder.agent.repository.Repository;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one backup of a cluster in one repository. The backup is valid once its manifest is written, which happens last,
 * so that it may be aborted at any point before. For one run.
 */
public final class Backup {
    private final BackupSettings settings;
    private final Repository repository;
    private final Source source;
    private final ZoneId zone;
    private final Progress progress;
    private final Log log;
    private final ManifestBuilder manifest = new ManifestBuilder();

    /** @param zone of the times in labels */
    public Backup(
            BackupSettings settings, Repository repository, Source source, ZoneId zone, Progress progress, Log log) {
        this.settings = settings;
        this.repository = repository;
        this.source = source;
        this.zone = zone;
        this.progress = progress;
        this.log = log;
    }

    public BackupResult run() {
        BackupInfo info = repository.reconstructedBackupInfo(log);
        ControlFile control = settings.control();
        requireSameCluster(info, control);
        BackupPlan plan = plan(info, control);
        scan(control);
        manifest.pg(info.current(), info.currentId());
        source.databases().forEach(db -> manifest.database(db.name(), new ManifestDatabase(db.oid(), db.template0())));
        settings.annotations().forEach(manifest::annotation);
        return copy(plan, info, control);
    }

    private void requireSameCluster(BackupInfo info, ControlFile control) {
        PgDb stanza = info.current();
        if (stanza.systemId() != control.systemId()
                || !stanza.version().equals(control.version().id())) {
            throw new AgentException(
                            ErrorCode.BACKUP_MISMATCH,
                            "PostgreSQL version " + control.version().id() + ", system-id "
                                    + Long.toUnsignedString(control.systemId()) + " do not match stanza version "
                                    + stanza.version() + ", system-id " + Long.toUnsignedString(stanza.systemId()))
                    .withHint("is this the correct stanza?");
        }
    }

    private BackupPlan plan(BackupInfo info, ControlFile control) {
        long startMillis = source.time();
        PriorBackup priors = new PriorBackup(repository, log);
        Optional<Manifest> prior = priors.find(info, settings.type());
        BackupType type = prior.isPresent() ? settings.type() : BackupType.FULL;
        BackupSettings.Compression compression = priors.compression(settings.compression(), prior, type);
        boolean checks = priors.pageChecks(pageChecks(control), prior, type);
        return new BackupPlan(type, prior, compression, checks, startMillis, source.start());
    }

    private boolean pageChecks(ControlFile control) {
        if (settings.pageChecks().isEmpty()) {
            return source.online() && control.pageChecksums();
        }
        if (settings.pageChecks().get() && !control.pageChecksums()) {
            log.warn(
                    "checksum-page option set to true but checksums are not enabled on the cluster, resetting to false");
            return false;
        }
        return settings.pageChecks().get();
    }

    private void scan(ControlFile control) {
        Exclusions exclusions = new Exclusions(source.online(), control.version(), settings.excludes());
        new DataFolderScan(settings.dataFolder(), control.version(), source.tablespaces(), exclusions, manifest, log)
                .run();
    }

    private BackupResult copy(BackupPlan plan, BackupInfo info, ControlFile control) {
        long now = source.time();
        Listing listing = source.online() ? Listing.of(now) : Listing.stopped(now);
        // From this second on, a file that changes gets a time stamp that a later backup recognises as a change.
        long copyStart = source.online() ? now / 1000 + 1 : now / 1000;
        Map<String, ManifestFile> before = new HashMap<>();
        plan.prior().ifPresent(prior -> prior.files().forEach(file -> before.put(file.name(), file)));
        boolean delta = delta(plan, before, copyStart);
        Optional<Resume.Found> resumed = new Resume(
                        repository, file -> settings.storing().isAlone(file, plan.startSeconds()), log)
                .find(manifest, plan.type(), plan.compression().type().label(), settings.resume(), delta);
        BackupLabel label = resumed.map(Resume.Found::label).orElseGet(() -> newLabel(plan));
        Comparison comparison = new Comparison(
                before,
                plan.prior().map(Manifest::label),
                resumed.map(Resume.Found::files).orElse(Map.of()),
                delta,
                settings.storing(),
                plan.startSeconds());
        List<FileTask> tasks = comparison.tasks(manifest);
        describe(plan, label, copyStart, 0, Optional.empty());
        manifest.options(options(plan, delta, false));
        StoredForm form = storedForm(plan, resumed);
        BackupEnd end = new BackupEnd(repository, settings, form, manifest, label, log);
        end.prepare(plan.type());
        long copied = run(plan, form, control, label, tasks, listing);
        end.linkReferences();
        Optional<BackupStop> stop = source.stop();
        long stopMillis = source.time();
        stop.ifPresent(value -> end.storeLabels(value, stopMillis / 1000));
        describe(plan, label, copyStart, stopMillis / 1000, stop);
        manifest.options(options(plan, delta, true));
        archive(plan, control, stop, end, stopMillis / 1000);
        progress.completing();
        Manifest finished = end.finish(info);
        log.info("new backup label = " + label);
        log.info(plan.type().label() + " backup size = " + new ByteSize(copied).display() + ", file total = "
                + finished.files().size());
        return new BackupResult(label, plan.type(), copied, finished.files().size());
    }

    private boolean delta(BackupPlan plan, Map<String, ManifestFile> before, long copyStart) {
        if (settings.delta()) {
            return true;
        }
        DeltaCheck check = new DeltaCheck(log);
        Optional<WalSegment> start = plan.start().map(BackupStart::segment);
        return plan.prior()
                        .filter(prior -> check.afterBreak(prior, source.online(), start))
                        .isPresent()
                || check.anomaly(manifest.files(), before, copyStart);
    }

    /** All backups of a set share the pass phrase of its first one; an aborted one keeps its own. */
    private StoredForm storedForm(BackupPlan plan, Optional<Resume.Found> resumed) {
        Encryption level = repository.encryption();
        Optional<String> passPhrase = level.newPassPhrase();
        if (resumed.isPresent()) {
            passPhrase = resumed.get().cipherPass();
        } else if (plan.prior().isPresent()) {
            passPhrase = plan.prior().get().cipherPass();
        }
        manifest.cipherPass(passPhrase);
        return new StoredForm(plan.compression().type(), plan.compression().level(), level.below(passPhrase));
    }

    private BackupLabel newLabel(BackupPlan plan) {
        Optional<BackupLabel> set = plan.prior().map(prior -> prior.label().full());
        return new BackupLabels(repository, zone, Pauses::millis).next(plan.type(), set, plan.startMillis());
    }

    private void describe(
            BackupPlan plan, BackupLabel label, long copyStart, long stopSeconds, Optional<BackupStop> stop) {
        manifest.data(plan.data(label, settings.storing(), copyStart, stopSeconds, stop));
    }

    /** Options that only a finished manifest has are left out of unfinished ones. */
    private BackupOptions options(BackupPlan plan, boolean delta, boolean finished) {
        return new BackupOptions(
                settings.archiveCheck(),
                settings.archiveCopy(),
                when(finished, source.standbyFolder().isPresent()),
                when(finished, (long) settings.bufferSize()),
                when(finished, plan.pageChecks()),
                plan.compression().type().label(),
                when(finished, plan.compression().level()),
                when(finished, settings.networkLevel()),
                when(finished, delta),
                settings.hardLink(),
                source.online(),
                when(finished, settings.processMax()));
    }

    private static <T> Optional<T> when(boolean condition, T value) {
        return condition ? Optional.of(value) : Optional.empty();
    }

    private long run(
            BackupPlan plan,
            StoredForm form,
            ControlFile control,
            BackupLabel label,
            List<FileTask> tasks,
            Listing listing) {
        Optional<CopyContext.Pages> pages = plan.pageChecks()
                ? Optional.of(new CopyContext.Pages(control.pageSize(), settings.pageHeaderCheck()))
                : Optional.empty();
        Storing storing = settings.storing();
        Optional<CopyContext.Blocks> blocks = storing.rules()
                .map(rules -> new CopyContext.Blocks(
                        rules,
                        plan.type() == BackupType.FULL,
                        plan.references(label).size() - 1,
                        plan.prior()));
        CopyContext context = new CopyContext(
                settings.dataFolder(),
                source.standbyFolder(),
                form,
                storing.isShort(plan) ? form.shortForm() : form,
                pages,
                settings.bufferSize(),
                settings.forcedVersion(),
                blocks,
                listing);
        return new CopyRun(context, settings, repository, manifest, source, progress, log)
                .run(tasks, label, settings.processMax());
    }

    private void archive(
            BackupPlan plan, ControlFile control, Optional<BackupStop> stop, BackupEnd end, long stopSeconds) {
        if (!settings.archiveCheck() || plan.start().isEmpty() || stop.isEmpty()) {
            return;
        }
        WalSegment first = plan.start().get().segment();
        WalSegment last = stop.get().segment();
        log.info("check archive for segment(s) " + first + ":" + last);
        end.awaitArchive(
                repository.archiveInfo(),
                WalSegment.range(first, last, control.walSegmentSize()),
                control,
                stopSeconds);
    }
}
