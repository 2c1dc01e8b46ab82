package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.os.SyncFolder;
import io.sounder.agent.postgres.ControlFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** The last steps, in the order that never leaves a folder which starts without being complete. */
final class RestoreFinish {
    private static final String GLOBAL = "pg_data/global";

    private final RestoreContent content;
    private final Log log;

    RestoreFinish(RestoreContent content, Log log) {
        this.content = content;
        this.log = log;
    }

    void run() {
        try {
            Files.deleteIfExists(content.layout().pgData().resolve(Restore.MANIFEST));
            syncFolders();
            log.info("restore global/pg_control (performed last to ensure aborted restores cannot be started)");
            Path control = content.path(RestoreContent.CONTROL);
            Path unfinished = control.resolveSibling(control.getFileName() + FileRestore.UNFINISHED);
            if (content.manifest().options().online()) {
                invalidate(unfinished);
            }
            Files.move(unfinished, control, StandardCopyOption.ATOMIC_MOVE);
            sync(content.path(GLOBAL));
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_WRITE, "unable to finish the restore: " + e, e);
        }
    }

    private void syncFolders() {
        content.manifest().paths().keySet().stream()
                .filter(name -> !name.equals(GLOBAL))
                .map(content.layout()::path)
                .flatMap(Optional::stream)
                .forEach(this::sync);
        sync(content.path(GLOBAL));
    }

    private void sync(Path folder) {
        log.detail("sync path '" + folder + "'");
        SyncFolder.sync(folder);
    }

    /** A server without {@code backup_label} would start from the wrong checkpoint and lose data: make it refuse. */
    private void invalidate(Path control) throws IOException {
        byte[] whole = Files.readAllBytes(control);
        ByteBuffer changed = ControlFile.parse(Arrays.copyOf(whole, ControlFile.LENGTH))
                .withInvalidCheckpoint()
                .content();
        try (FileChannel channel = FileChannel.open(control, StandardOpenOption.WRITE)) {
            while (changed.hasRemaining()) {
                channel.write(changed);
            }
            channel.force(true);
        }
        long timestamp = content.manifest()
                .file(RestoreContent.CONTROL)
                .map(ManifestFile::timestamp)
                .orElseThrow();
        FileMetadata.setTime(control, timestamp);
    }
}
