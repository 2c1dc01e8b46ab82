package io.sounder.agent.restore;

import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.pipeline.Sha1;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** Compares files of a data folder as a whole with what the manifest says of them. For one thread. */
final class ExistingFiles {
    private final RestoreContent content;
    private final boolean byTime;
    private final Sha1 digest;
    private final byte[] buffer;
    private final ReadWindow window;

    /**
     * @param byTime compare by size and time stamp only
     * @param digest unused by others while this works, as are the buffer and the window
     */
    ExistingFiles(RestoreContent content, boolean byTime, Sha1 digest, byte[] buffer, ReadWindow window) {
        this.content = content;
        this.byTime = byTime;
        this.digest = digest;
        this.buffer = buffer;
        this.window = window;
    }

    /** Whether a file need not be restored; one that has only grown is cut, and the time stamp is made right. */
    boolean matches(ManifestFile file, Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        boolean sameTime = found.lastModifiedTime().to(TimeUnit.SECONDS) == file.timestamp();
        if (byTime) {
            return found.size() == file.size()
                    && sameTime
                    && file.timestamp() < content.manifest().data().timestampCopyStart();
        }
        if (found.size() < file.size()) {
            return false;
        }
        if (found.size() > file.size()) {
            truncate(path, file.size());
            sameTime = false;
        }
        if (file.size() > 0 && !file.hasChecksum(checksum(path))) {
            return false;
        }
        if (!sameTime) {
            FileMetadata.setTime(path, file.timestamp());
        }
        return true;
    }

    private static void truncate(Path path, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    private String checksum(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int count;
            while ((count = window.read(channel, buffer, 0, buffer.length)) >= 0) {
                digest.update(buffer, 0, count);
            }
        }
        return digest.hex();
    }
}
