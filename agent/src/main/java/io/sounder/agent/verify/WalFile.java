package io.sounder.agent.verify;

import io.sounder.agent.base.WalSegment;
import io.sounder.agent.pipeline.CompressType;
import io.sounder.agent.storage.StoragePath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the archive that has its checksum in its name.
 *
 * @param name for messages: archive id, folder and file
 * @param sha1 of the uncompressed bytes
 */
record WalFile(WalSegment segment, boolean partial, String sha1, StoragePath path, String name) {
    private static final Pattern FORM =
            Pattern.compile("([0-9A-F]{24})(\\.partial)?-([0-9a-f]{40})(\\.(gz|lz4|zst|bz2))?");

    /** The file with this name in a folder of an archive id; nothing if it is of another kind. */
    static Optional<WalFile> of(String archiveId, StoragePath folder, String file) {
        Matcher match = FORM.matcher(file);
        return match.matches()
                ? Optional.of(new WalFile(
                        new WalSegment(match.group(1)),
                        match.group(2) != null,
                        match.group(3),
                        folder.resolve(file),
                        archiveId + "/" + folder.name() + "/" + file))
                : Optional.empty();
    }

    CompressType compressType() {
        return CompressType.fromSuffix(path.name());
    }
}
