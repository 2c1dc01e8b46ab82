package io.sounder.agent.verify;

import io.sounder.agent.base.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a verify found.
 *
 * @param general findings about info files, and what one file says against another
 */
public record VerifyReport(
        String stanza,
        int repositoryKey,
        List<Finding> general,
        List<ArchiveReport> archives,
        List<BackupReport> backups) {
    public VerifyReport {
        general = List.copyOf(general);
        archives = List.copyOf(archives);
        backups = List.copyOf(backups);
    }

    /** Whether nothing is damaged or missing. */
    public boolean ok() {
        return error().isEmpty();
    }

    /** The error that the findings amount to: 26 for damage, 55 when something is missing, 42 for other problems. */
    public Optional<ErrorCode> error() {
        if (has(Problem.CHECKSUM) || has(Problem.SIZE)) {
            return Optional.of(ErrorCode.CHECKSUM);
        }
        boolean missingWal =
                backups.stream().anyMatch(backup -> !backup.missingWal().isEmpty());
        if (missingWal || has(Problem.MISSING)) {
            return Optional.of(ErrorCode.FILE_MISSING);
        }
        return has(Problem.OTHER) ? Optional.of(ErrorCode.FILE_READ) : Optional.empty();
    }

    private boolean has(Problem problem) {
        return general.stream().anyMatch(finding -> finding.problem() == problem)
                || Stream.concat(
                                archives.stream().map(ArchiveReport::counts),
                                backups.stream().map(BackupReport::counts))
                        .anyMatch(counts -> counts.of(problem) > 0);
    }

    /** The number of files that are not as they should be; files that several backups use count for each. */
    public long faults() {
        return general.size()
                + Stream.concat(
                                archives.stream().map(ArchiveReport::counts),
                                backups.stream().map(BackupReport::counts))
                        .mapToLong(counts -> counts.missing() + counts.checksum() + counts.size() + counts.other())
                        .sum();
    }
}
