package io.sounder.agent.restore;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.ManifestFile;

/** The order of a restore: files that are stored alone by size, largest first, then bundled ones as their bytes lie. */
final class RestoreOrder {
    private RestoreOrder() {}

    /** Not by {@code Comparator.comparing…}, whose lambdas no AOT cache can keep. */
    static int compare(ManifestFile a, ManifestFile b) {
        if (a.isBundled() != b.isBundled()) {
            return a.isBundled() ? 1 : -1;
        }
        int order = a.isBundled() ? 0 : Long.compare(b.size(), a.size());
        if (order == 0) {
            order = backup(a).compareTo(backup(b));
        }
        if (order == 0) {
            order = Long.compare(a.stored().bundleId(), b.stored().bundleId());
        }
        if (order == 0) {
            order = Long.compare(a.stored().bundleOffset(), b.stored().bundleOffset());
        }
        return order == 0 ? a.name().compareTo(b.name()) : order;
    }

    private static String backup(ManifestFile file) {
        return file.reference().map(BackupLabel::value).orElse("");
    }
}
