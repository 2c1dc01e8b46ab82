package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.Attributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes what tells the server how to recover: settings and a signal file, or {@code recovery.conf} before version 12. */
final class RecoveryFiles {
    private static final String AUTO_CONF = "postgresql.auto.conf";
    private static final String RECOVERY_CONF = "recovery.conf";
    private static final String RECOVERY_SIGNAL = "recovery.signal";
    private static final String STANDBY_SIGNAL = "standby.signal";
    private static final int FILE_BITS = 0644;

    private final Path pgData;
    private final Attributes owner;
    private final FileMetadata metadata;
    private final AutoConf autoConf;
    private final Log log;

    /**
     * @param owner mode and owner of the data folder
     */
    RecoveryFiles(Path pgData, Attributes owner, FileMetadata metadata, AutoConf autoConf, Log log) {
        this.pgData = pgData;
        this.owner = owner;
        this.metadata = metadata;
        this.autoConf = autoConf;
        this.log = log;
    }

    /** The files that type preserve leaves as they are. */
    static Set<String> preserved(boolean hasAutoConf) {
        return hasAutoConf ? Set.of(AUTO_CONF, RECOVERY_SIGNAL, STANDBY_SIGNAL) : Set.of(RECOVERY_CONF);
    }

    void write(RecoverySettings settings) {
        try {
            switch (settings.goal().type()) {
                case PRESERVE -> warnIfMissing(settings.autoConf() ? AUTO_CONF : RECOVERY_CONF);
                case NONE -> {
                    if (settings.autoConf()) {
                        writeFile(AUTO_CONF, autoConf.withoutFormerTargets(restoredAutoConf()));
                    }
                }
                default -> writeSettings(settings);
            }
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE,
                    "unable to write recovery settings to '" + pgData + "': " + e.getMessage(),
                    e);
        }
    }

    private void writeSettings(RecoverySettings settings) throws IOException {
        if (!settings.autoConf()) {
            writeFile(RECOVERY_CONF, autoConf.header() + settings.text());
            return;
        }
        String kept = autoConf.withoutFormerTargets(restoredAutoConf());
        writeFile(AUTO_CONF, autoConf.withSettings(kept, settings.text()));
        writeFile(settings.goal().type() == RecoveryType.STANDBY ? STANDBY_SIGNAL : RECOVERY_SIGNAL, "");
    }

    private String restoredAutoConf() throws IOException {
        Path file = pgData.resolve(AUTO_CONF);
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
        log.warn(AUTO_CONF + " does not exist -- creating to contain recovery settings");
        return "";
    }

    private void warnIfMissing(String name) {
        if (!Files.exists(pgData.resolve(name))) {
            log.warn("recovery type is preserve but recovery file does not exist at '" + pgData.resolve(name) + "'");
        }
    }

    /** The original text passes through byte by byte, whatever its encoding is. */
    private void writeFile(String name, String text) throws IOException {
        Path path = pgData.resolve(name);
        log.info("write " + (Files.exists(path) ? "updated " : "") + path);
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING),
                FileMetadata.PRIVATE_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        metadata.apply(path, owner.mode() & FILE_BITS, owner.user(), owner.group());
    }
}
