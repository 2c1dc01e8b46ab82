package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.Progress;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupEntry;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a repository holds for a stanza: info files and their twins, all WAL, all files of all backups. Changes
 * nothing and takes no lock; what a running backup or expire adds or removes meanwhile is no error.
 */
public final class Verify {
    private final Repository repository;
    private final VerifySettings settings;
    private final Crew crew;
    private final Twins twins;
    private final Progress progress;
    private final Log log;
    private Encryption archiveEncryption = Encryption.none();
    private final List<Finding> general = new ArrayList<>();
    /** By the first missing segment what stops recovery; only those after the last backup of their timeline are errors. */
    private final Map<WalSegment, Finding> gaps = new TreeMap<>();

    public Verify(Repository repository, VerifySettings settings, Progress progress, Log log) {
        this.repository = repository;
        this.settings = settings;
        this.crew = new Crew(settings.workers(), settings.retry(), progress, log);
        this.twins = new Twins(log);
        this.progress = progress;
        this.log = log;
    }

    /** Reads everything and returns what was found; an error only if there is nothing to verify. */
    public VerifyReport run() {
        Optional<BackupInfo> backupInfo = infoFiles();
        // Finished backups before WAL: all they need is archived by then.
        SortedSet<BackupLabel> finished = new TreeSet<>();
        SortedSet<BackupLabel> others = new TreeSet<>();
        labels(backupInfo).forEach(label -> (repository.manifestExists(label) ? finished : others).add(label));
        BackupCheck check = new BackupCheck(repository, crew);
        Manifests manifests = new Manifests(repository, twins, check, finished);
        progress.total(size(backupInfo, finished) + archiveSize());
        Map<String, ArchiveContent> archives = archives(finished);
        Optional<Ahead<List<Finding>>> history = settings.set().isEmpty()
                ? Optional.of(Ahead.start(new HistoryCheck(repository)::run))
                : Optional.empty();
        List<BackupReport> backups = new ArrayList<>();
        for (BackupLabel label : both(finished, others)) {
            boolean listed =
                    backupInfo.filter(info -> info.backups().containsKey(label)).isPresent();
            Optional<BackupReport> report = others.contains(label)
                    ? Optional.of(unfinished(label, listed))
                    : backup(label, manifests.next(label), check, archives);
            report.ifPresent(backups::add);
        }
        reportGaps(backups);
        history.map(Ahead::await).ifPresent(this::report);
        return new VerifyReport(
                repository.stanza(),
                repository.key(),
                general,
                archives.values().stream().map(ArchiveContent::report).toList(),
                backups);
    }

    private void reportGaps(List<BackupReport> backups) {
        gaps.forEach((segment, finding) -> {
            boolean bridged = backups.stream()
                    .flatMap(backup -> backup.windows().stream())
                    .anyMatch(window -> window.lastSegment().timeline() == segment.timeline()
                            && window.lastSegment().compareTo(segment) > 0);
            if (bridged) {
                log.detail(finding.text());
            } else {
                log.warn(finding.text());
                general.add(finding);
            }
        });
    }

    private static SortedSet<BackupLabel> both(SortedSet<BackupLabel> some, SortedSet<BackupLabel> others) {
        SortedSet<BackupLabel> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private void report(List<Finding> findings) {
        for (Finding finding : findings) {
            log.warn(finding.text());
            general.add(finding);
        }
    }

    private Optional<BackupInfo> infoFiles() {
        var archive = twins.load(new Twins.Source<>(
                repository.archivePath() + "/archive.info", repository::openArchiveInfo, ArchiveInfo::read));
        var backup = twins.load(new Twins.Source<>(
                repository.backupPath() + "/backup.info", repository::openBackupInfo, BackupInfo::read));
        if (archive.content().isEmpty() && backup.content().isEmpty()) {
            repository.backupInfo(); // the usual error and hint: no such stanza, or a wrong pass phrase
        }
        archive.content().ifPresent(info -> archiveEncryption = repository.archiveEncryption(info));
        general.addAll(archive.findings());
        general.addAll(backup.findings());
        archive.content().ifPresent(info -> backup.content().ifPresent(other -> compare(info, other)));
        return backup.content();
    }

    private void compare(ArchiveInfo archive, BackupInfo backup) {
        Map<Integer, Object> clusters = new TreeMap<>();
        backup.history().forEach((id, pg) -> clusters.put(id, pg.id()));
        if (!clusters.equals(archive.history()) || archive.currentId() != backup.currentId()) {
            Finding finding = new Finding(
                    Problem.OTHER,
                    repository.archivePath() + "/archive.info",
                    "it lists other clusters than '" + repository.backupPath() + "/backup.info'");
            log.warn(finding.text());
            general.add(finding);
        }
    }

    private SortedSet<BackupLabel> labels(Optional<BackupInfo> info) {
        SortedSet<BackupLabel> labels = new TreeSet<>(repository.labelsOnDisk());
        info.ifPresent(listed -> labels.addAll(listed.backups().keySet()));
        if (settings.set().isPresent()) {
            labels.retainAll(List.of(settings.set().get()));
            if (labels.isEmpty()) {
                throw new AgentException(
                        ErrorCode.BACKUP_SET_INVALID,
                        "backup set " + settings.set().get() + " is not valid");
            }
        }
        return labels;
    }

    private long archiveSize() {
        return settings.set().isPresent()
                ? 0
                : repository.archiveIds().stream()
                        .mapToLong(archiveId -> archiveCheck(archiveId).bytes())
                        .sum();
    }

    private ArchiveCheck archiveCheck(String archiveId) {
        return new ArchiveCheck(repository, archiveEncryption, archiveId, crew, log);
    }

    /** The bytes of backups to read, roughly. */
    private static long size(Optional<BackupInfo> info, Collection<BackupLabel> labels) {
        return info.map(BackupInfo::backups).map(Map::values).stream()
                .flatMap(Collection::stream)
                .filter(entry -> labels.contains(entry.label()))
                .map(BackupEntry::sizes)
                .mapToLong(BackupEntry.Sizes::repoDelta)
                .sum();
    }

    private Map<String, ArchiveContent> archives(Collection<BackupLabel> finished) {
        Map<String, ArchiveContent> archives = new TreeMap<>();
        for (String archiveId : repository.archiveIds()) {
            archives.put(archiveId, archiveCheck(archiveId).run(wanted(archiveId, finished)));
        }
        return archives;
    }

    private Predicate<WalSegment> wanted(String archiveId, Collection<BackupLabel> finished) {
        if (settings.set().isEmpty() || finished.isEmpty()) {
            return _ -> settings.set().isEmpty();
        }
        Manifest manifest = repository.manifest(settings.set().get());
        String start = manifest.data().archiveStart().orElse("");
        String stop = manifest.data().archiveStop().orElse("");
        boolean same = archiveId.equals(archiveId(manifest)) && !stop.isEmpty();
        return segment ->
                same && segment.name().compareTo(start) >= 0 && segment.name().compareTo(stop) <= 0;
    }

    private static String archiveId(Manifest manifest) {
        return manifest.pg().version() + "-" + manifest.dbId();
    }

    private BackupReport unfinished(BackupLabel label, boolean listed) {
        Tally tally = new Tally();
        if (listed) {
            Finding finding = new Finding(Problem.MISSING, label + "/backup.manifest", "it is listed in backup.info");
            log.warn(finding.text());
            tally.add(finding);
            return BackupReport.without(label, BackupReport.Status.MANIFEST_MISSING, tally);
        }
        if (repository.manifestCopyExists(label)) {
            log.info("backup '" + label + "' appears to be in progress, skipping");
            return BackupReport.without(label, BackupReport.Status.IN_PROGRESS, tally);
        }
        log.info("manifest missing for '" + label + "' - backup may have expired");
        return BackupReport.without(label, BackupReport.Status.MANIFEST_MISSING, tally);
    }

    private Optional<BackupReport> backup(
            BackupLabel label, Manifests.Upcoming upcoming, BackupCheck check, Map<String, ArchiveContent> archives) {
        Tally tally = new Tally();
        Twins.Result<Manifest> manifests = upcoming.manifest();
        manifests.findings().forEach(tally::add);
        upcoming.content().ifPresent(content -> check.run(label, content, tally));
        boolean clean = tally.counts().clean() && manifests.content().isPresent();
        if (!clean && !repository.manifestExists(label)) {
            log.info("backup '" + label + "' was removed while it was verified");
            return Optional.empty();
        }
        BackupReport.Status status = clean ? BackupReport.Status.VALID : BackupReport.Status.INVALID;
        return Optional.of(manifests
                .content()
                .map(manifest -> withWal(manifest, status, tally, archives.get(archiveId(manifest))))
                .orElseGet(() -> BackupReport.without(label, status, tally)));
    }

    private BackupReport withWal(
            Manifest manifest, BackupReport.Status status, Tally tally, @Nullable ArchiveContent archive) {
        boolean online = manifest.options().online();
        List<WalSegment> missing = List.of();
        List<RestoreWindow> windows = List.of();
        if (online) {
            ArchiveContent known = archive == null ? ArchiveContent.empty(archiveId(manifest)) : archive;
            BackupWal wal = new BackupWal(repository, known);
            missing = copied(manifest) ? List.of() : wal.missing(manifest.data());
            boolean useful = missing.isEmpty() && status == BackupReport.Status.VALID;
            windows = useful ? wal.windows(manifest.data()) : windows;
            windows.forEach(window -> gap(wal, manifest.label(), window));
            for (WalSegment segment : missing) {
                log.warn("WAL segment '" + known.archiveId() + "/" + segment + "' that backup '" + manifest.label()
                        + "' needs to become consistent is missing or damaged");
            }
        }
        return new BackupReport(manifest.label(), status, online, tally.counts(), tally.findings(), missing, windows);
    }

    /** Says where recovery stops although there is later WAL; that is an error only where no later backup bridges it. */
    private void gap(BackupWal wal, BackupLabel label, RestoreWindow window) {
        wal.gap(window)
                .ifPresent(segment -> gaps.put(
                        segment,
                        new Finding(
                                Problem.MISSING,
                                wal.archiveId() + "/" + segment,
                                "recovery of backup '" + label + "' stops before it, but there is later WAL")));
    }

    /** Whether the backup brings its own WAL, by option archive-copy. */
    private static boolean copied(Manifest manifest) {
        return manifest.options().archiveCopy()
                && manifest.data()
                        .archiveStop()
                        .flatMap(stop -> manifest.file("pg_data/pg_wal/" + stop))
                        .isPresent();
    }
}
