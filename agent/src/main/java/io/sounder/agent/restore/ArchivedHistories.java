package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.TimelineHistory;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The timeline history files in the archive of one cluster. */
final class ArchivedHistories implements TimelineCheck.Histories {
    private static final Pattern NAME = Pattern.compile("[0-9A-F]{8}\\.history");
    private static final int TIMELINE_LENGTH = 8;
    private static final int HEX = 16;

    private final Repository repository;
    private final StoragePath folder;
    private final Encryption encryption;

    /**
     * @param historyId the stanza's history entry of the cluster
     */
    ArchivedHistories(Repository repository, int historyId) {
        this.repository = repository;
        ArchiveInfo info = repository.archiveInfo();
        this.folder = repository.archivePath(info.archiveId(historyId));
        this.encryption = repository.archiveEncryption(info);
    }

    @Override
    public long highest() {
        return repository.storage().names(folder).stream()
                .filter(name -> NAME.matcher(name).matches())
                .mapToLong(name -> Long.parseLong(name, 0, TIMELINE_LENGTH, HEX))
                .max()
                .orElse(0);
    }

    @Override
    public Optional<String> read(long timeline) {
        StoragePath file = folder.resolve(String.format(Locale.ROOT, "%08X.history", timeline));
        if (!repository.storage().exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = encryption.decrypt(repository.storage().read(file))) {
            return Optional.of(TimelineHistory.text(file.name(), in));
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_READ,
                    "unable to read '" + repository.storage().display(file) + "'",
                    e);
        }
    }
}
