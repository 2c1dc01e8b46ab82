package io.sounder.agent.format;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.BackupType;
import io.sounder.agent.base.Lsn;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code [backup]} of a manifest. Times are Unix seconds; WAL names and LSNs are empty for an offline backup and
 * the stop values also while the backup runs.
 *
 * @param references labels of the set that files or block maps may refer to, oldest first, the backup itself last
 * @param bundleRaw whether bundled files use the shorter containers
 */
public record BackupData(
        BackupLabel label,
        BackupType type,
        Optional<BackupLabel> prior,
        List<BackupLabel> references,
        Optional<String> archiveStart,
        Optional<String> archiveStop,
        Optional<Lsn> lsnStart,
        Optional<Lsn> lsnStop,
        long timestampStart,
        long timestampCopyStart,
        long timestampStop,
        boolean bundle,
        boolean bundleRaw,
        boolean blockIncremental) {}
