package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.LogLevel;
import io.sounder.agent.base.TimelineHistory;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.postgres.WalHeader;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.SourceStream;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the WAL of one archive id: every segment against the checksum in its name, and the history files. */
final class ArchiveCheck {
    private static final Pattern FOLDER = Pattern.compile("[0-9A-F]{16}");
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");
    private static final int TIMELINE_DIGITS = 8;
    private static final int HEX = 16;
    private static final long USUAL_SEGMENT_SIZE = 16L << 20;
    private static final int SIZE_ATTEMPTS = 5;

    private final Repository repository;
    private final Encryption encryption;
    private final String archiveId;
    private final StoragePath folder;
    private final Crew crew;
    private final Log log;
    private final Tally tally = new Tally();

    ArchiveCheck(Repository repository, Encryption encryption, String archiveId, Crew crew, Log log) {
        this.repository = repository;
        this.encryption = encryption;
        this.archiveId = archiveId;
        this.folder = repository.archivePath(archiveId);
        this.crew = crew;
        this.log = log;
    }

    /** How many bytes the segments have, without reading them. */
    long bytes() {
        return files().filter(file -> !file.partial()).count() * segmentSize();
    }

    /** Lists all segments and reads the wanted ones. */
    ArchiveContent run(Predicate<WalSegment> wanted) {
        Map<Long, TimelineHistory> histories = histories();
        long size = segmentSize();
        SegmentSet present = new SegmentSet(size);
        List<WalSegment> invalid = new ArrayList<>();
        List<WalFile> duplicates = new ArrayList<>(); // filled by workers, looked at when they have ended
        Iterator<Crew.Task<WalFile>> tasks = files().filter(file -> isNew(file, present, duplicates))
                .filter(file -> wanted.test(file.segment()))
                .map(file -> task(file, size))
                .iterator();
        crew.run(tasks, result -> collect(result, invalid));
        duplicates.forEach(file -> distrust(file, invalid));
        SegmentSet valid = new SegmentSet(size);
        present.ranges()
                .forEach(range ->
                        WalSegment.range(range.min(), range.max(), size).forEach(valid::add));
        invalid.forEach(valid::remove);
        ArchiveReport report = new ArchiveReport(archiveId, size, tally.counts(), present.ranges(), tally.findings());
        if (log.enabled(LogLevel.DETAIL)) {
            report.ranges()
                    .forEach(range -> log.detail(
                            "archiveId: " + archiveId + ", wal start: " + range.min() + ", wal stop: " + range.max()));
        }
        return new ArchiveContent(archiveId, present, valid, histories, report);
    }

    private Stream<WalFile> files() {
        return repository.storage().names(folder).stream()
                .filter(name -> FOLDER.matcher(name).matches())
                .flatMap(name -> repository.storage().names(folder.resolve(name)).stream()
                        .map(file -> WalFile.of(archiveId, folder.resolve(name), file))
                        .flatMap(Optional::stream));
    }

    private static boolean isNew(WalFile file, SegmentSet present, List<WalFile> duplicates) {
        if (file.partial()) {
            return true;
        }
        long number = file.segment().number(present.segmentSize());
        if (present.runEnd(file.segment().timeline(), number).isPresent()) {
            duplicates.add(file);
            return false;
        }
        present.add(file.segment());
        return true;
    }

    /** Of two files for the same segment neither can be trusted. */
    private void distrust(WalFile file, List<WalSegment> invalid) {
        Finding finding = new Finding(
                Problem.OTHER, file.name(), "duplicate WAL '" + file.segment() + "' for '" + archiveId + "' exists");
        log.warn(finding.text());
        tally.invalid(finding);
        invalid.add(file.segment());
    }

    private Crew.Task<WalFile> task(WalFile file, long segmentSize) {
        var expected = new ContentCheck.Expected(file.partial() ? -1 : segmentSize, file.sha1());
        return check -> List.of(
                new Crew.Checked<>(file, check.check(file.name(), () -> open(file.path()), expected), segmentSize));
    }

    private void collect(Crew.Checked<WalFile> result, List<WalSegment> invalid) {
        WalFile file = result.subject();
        if (file.partial()) {
            result.finding().ifPresent(tally::add);
            return;
        }
        if (result.finding().isPresent()) {
            tally.invalid(result.finding().get());
            invalid.add(file.segment());
        } else {
            tally.valid();
        }
    }

    private InputStream open(StoragePath path) throws IOException {
        InputStream source =
                encryption.decrypt(new SourceStream(repository.storage().read(path)));
        return CompressType.fromSuffix(path.name()).decompress(source);
    }

    /** The size that the first readable segment gives in its header. */
    private long segmentSize() {
        return files().limit(SIZE_ATTEMPTS)
                .map(this::segmentSize)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(USUAL_SEGMENT_SIZE);
    }

    private Optional<Long> segmentSize(WalFile file) {
        try (InputStream in = open(file.path())) {
            return Optional.of((long)
                            WalHeader.parse(in.readNBytes(WalHeader.LENGTH)).segmentSize())
                    .filter(size -> size > 0 && Long.bitCount(size) == 1);
        } catch (IOException | AgentException e) {
            log.debug("unable to read the header of '" + file.name() + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    private Map<Long, TimelineHistory> histories() {
        Map<Long, TimelineHistory> histories = new HashMap<>();
        for (String name : repository.storage().names(folder)) {
            if (HISTORY.matcher(name).matches()) {
                history(name)
                        .ifPresent(history -> histories.put(Long.parseLong(name, 0, TIMELINE_DIGITS, HEX), history));
            }
        }
        return histories;
    }

    private Optional<TimelineHistory> history(String name) {
        String shown = archiveId + "/" + name;
        try (InputStream in = open(folder.resolve(name))) {
            return Optional.of(TimelineHistory.parse(name, TimelineHistory.text(name, in)));
        } catch (IOException e) {
            found(new Finding(Problem.OTHER, shown, String.valueOf(e.getMessage())));
        } catch (AgentException e) {
            found(ContentCheck.ofError(shown, e));
        }
        return Optional.empty();
    }

    private void found(Finding finding) {
        log.warn(finding.text());
        tally.add(finding);
    }
}
