package io.sounder.agent.backup;

import io.sounder.agent.base.Log;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether sizes and times of files can be trusted, or whether contents have to be compared by checksum. The first
 * anomaly is enough; it is logged. Times are Unix seconds.
 */
final class DeltaCheck {
    private static final String ENABLING = ", enabling delta checksum";
    private final Log log;

    DeltaCheck(Log log) {
        this.log = log;
    }

    /** Whether the cluster's history has a break since the prior backup. */
    boolean afterBreak(Manifest prior, boolean online, Optional<WalSegment> start) {
        String backup = prior.data().type().label() + " backup";
        if (prior.options().online() != online) {
            log.warn("the online option has changed since the " + prior.label() + " " + backup + ENABLING);
            return true;
        }
        Optional<Integer> before = prior.data().archiveStop().map(name -> new WalSegment(name).timeline());
        Optional<Integer> now = start.map(WalSegment::timeline);
        if (before.isPresent() && now.isPresent() && !before.equals(now)) {
            log.warn("a timeline switch has occurred since the " + prior.label() + " " + backup + ENABLING
                    + "\nHINT: this is normal after restoring from backup or promoting a standby.");
            return true;
        }
        return false;
    }

    /** Whether a time stamp is suspicious, alone or in comparison with the prior backup. */
    boolean anomaly(Collection<ManifestFile> files, Map<String, ManifestFile> prior, long copyStart) {
        for (ManifestFile file : files) {
            if (file.timestamp() > copyStart) {
                log.warn("file '" + file.name() + "' has timestamp (" + file.timestamp()
                        + ") in the future (relative to copy start " + copyStart + ")" + ENABLING);
                return true;
            }
            ManifestFile before = prior.get(file.name());
            if (before != null && anomaly(file, before)) {
                return true;
            }
        }
        return false;
    }

    private boolean anomaly(ManifestFile file, ManifestFile before) {
        if (file.timestamp() < before.timestamp()) {
            log.warn("file '" + file.name() + "' has timestamp earlier than prior backup (prior " + before.timestamp()
                    + ", current " + file.timestamp() + ")" + ENABLING);
            return true;
        }
        if (file.timestamp() == before.timestamp() && file.originalSize() != before.originalSize()) {
            log.warn("file '" + file.name() + "' has same timestamp (" + file.timestamp()
                    + ") as prior but different size (prior " + before.originalSize() + ", current "
                    + file.originalSize() + ")" + ENABLING);
            return true;
        }
        return false;
    }
}
