package io.sounder.agent.info;

import io.sounder.agent.base.BackupLabel;
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

    /**
     * @param filter on the names of files
     * @param reference only files that this backup stores
     */
    public ManifestView(Manifest manifest, Predicate<String> filter, Optional<String> reference) {
        this.manifest = manifest;
        this.filter = filter;
        this.reference = reference;
    }

    Manifest manifest() {
        return manifest;
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
