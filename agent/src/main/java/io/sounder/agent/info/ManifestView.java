package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.block.BlockDelta;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The part of a manifest that is shown: its head, and the files that the user asks for. */
public final class ManifestView {
    private final Manifest manifest;
    private final Predicate<String> filter;
    private final Optional<String> reference;
    private final Optional<ManifestDelta> delta;

    /**
     * @param filter on the names of files
     * @param reference only files that this backup stores
     * @param delta present to show what a restore would read
     */
    public ManifestView(
            Manifest manifest, Predicate<String> filter, Optional<String> reference, Optional<ManifestDelta> delta) {
        this.manifest = manifest;
        this.filter = filter;
        this.reference = reference;
        this.delta = delta;
    }

    Manifest manifest() {
        return manifest;
    }

    /** What a restore would read of a file that is stored in blocks, if that is wanted. */
    Optional<BlockDelta> delta(ManifestFile file) {
        return delta.map(each -> each.of(file));
    }

    /** The labels that files may refer to, as recorded; the backup itself where nothing is recorded. */
    List<BackupLabel> references() {
        List<BackupLabel> recorded = manifest.data().references();
        return recorded.isEmpty() ? List.of(manifest.label()) : recorded;
    }

    List<ManifestFile> files() {
        return manifest.files().stream()
                .filter(file -> filter.test(file.name()))
                .filter(file -> reference
                        .filter(label -> !label.equals(
                                file.reference().orElse(manifest.label()).value()))
                        .isEmpty())
                .toList();
    }
}
