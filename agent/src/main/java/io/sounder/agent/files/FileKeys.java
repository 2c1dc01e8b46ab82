package io.sounder.agent.files;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.ArchiveInfo;
import io.sounder.agent.format.BackupInfo;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds by the name of a file with which pass phrase it is encrypted. */
public final class FileKeys {
    private static final String COPY = ".copy";
    private static final int FILE_PART = 2;

    private final Storage storage;
    private final Encryption repository;
    private final Optional<String> stanza;

    /**
     * @param repository the encryption of info files
     * @param stanza the stanza that the user named; paths of another one are refused
     */
    public FileKeys(Storage storage, Encryption repository, Optional<String> stanza) {
        this.storage = storage;
        this.repository = repository;
        this.stanza = stanza;
    }

    /** How this file is or would be encrypted; error 32 when its place does not tell. */
    public Encryption of(StoragePath path) {
        if (repository.isNone()) {
            return repository;
        }
        String[] parts = path.value().split("/", -1);
        if (parts.length <= FILE_PART) {
            throw undetermined(path);
        }
        if (stanza.isPresent() && !stanza.get().equals(parts[1])) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE,
                    "stanza name '" + stanza.get() + "' given in option doesn't match the given path");
        }
        StoragePath folder = StoragePath.of(parts[0], parts[1]);
        return switch (parts[0]) {
            case "archive" -> isInfo(parts, "archive.info") ? repository : archive(folder);
            case "backup" -> isInfo(parts, "backup.info") ? repository : backup(folder, parts, path);
            default -> throw undetermined(path);
        };
    }

    private static boolean isInfo(String[] parts, String name) {
        String file = parts[FILE_PART];
        return parts.length == FILE_PART + 1 && (file.equals(name) || file.equals(name + COPY));
    }

    private static AgentException undetermined(StoragePath path) {
        return new AgentException(
                        ErrorCode.OPTION_INVALID_VALUE, "unable to determine cipher passphrase for '" + path + "'")
                .withHint("use option --raw for the bytes as they are stored, or --cipher-pass.");
    }

    private Encryption archive(StoragePath folder) {
        return repository.below(load(folder.resolve("archive.info"), repository, ArchiveInfo::read)
                .cipherPass());
    }

    private Encryption backup(StoragePath folder, String[] parts, StoragePath path) {
        Encryption manifests = repository.below(load(folder.resolve("backup.info"), repository, BackupInfo::read)
                .cipherPass());
        String name = parts[FILE_PART];
        boolean manifest = path.name().equals("backup.manifest") || path.name().equals("backup.manifest" + COPY);
        if (name.equals("backup.history") || (manifest && parts.length == FILE_PART + 2)) {
            return manifests;
        }
        if (!BackupLabel.isLabel(name)) {
            throw undetermined(path);
        }
        StoragePath of = folder.resolve(name).resolve("backup.manifest");
        return manifests.below(load(of, manifests, Manifest::read).cipherPass());
    }

    /** Turns the bytes of a file into its content. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(InputStream in) throws IOException;
    }

    private <T> T load(StoragePath path, Encryption encryption, Parser<T> parser) {
        try {
            return read(path, encryption, parser);
        } catch (AgentException e) {
            StoragePath copy = new StoragePath(path.value() + COPY);
            if (!storage.exists(copy)) {
                throw e;
            }
            return read(copy, encryption, parser);
        }
    }

    private <T> T read(StoragePath path, Encryption encryption, Parser<T> parser) {
        try (InputStream in = encryption.decrypt(storage.read(path))) {
            return parser.parse(in);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.CRYPTO, "unable to load '" + storage.display(path) + "': " + e.getMessage(), e);
        }
    }
}
