package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.files.FileKeys;
import io.sounder.agent.files.FileTransfer;
import io.sounder.agent.files.RepositoryPath;
import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import java.util.List;

/** What the commands about single files of a repository share: the repository, the path, the pass phrase. */
final class RepoFiles {
    private final Config config;
    private final int key;
    private final Storage storage;

    /** Uses the repository of the lowest key unless option {@code repo} names another. */
    RepoFiles(Config config, Log log) {
        this.config = config;
        this.key = config.keys(Group.REPO).first();
        this.storage = Repositories.storage(config, key, log);
    }

    Storage storage() {
        return storage;
    }

    FileTransfer transfer() {
        return new FileTransfer(storage, Math.toIntExact(config.size(Option.BUFFER_SIZE)));
    }

    /** The only parameter, the repository itself if there is none; error 96 for more. */
    StoragePath optionalPath() {
        List<String> words = config.parameters();
        if (words.size() > 1) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "only one path may be specified");
        }
        return words.isEmpty() ? StoragePath.ROOT : path(words.getFirst());
    }

    /** The only parameter; error 43 if there is another number of them. */
    StoragePath path(String wordForMissing, List<String> words) {
        if (words.size() != 1) {
            throw new AgentException(ErrorCode.PARAM_REQUIRED, wordForMissing + " required");
        }
        return path(words.getFirst());
    }

    private StoragePath path(String text) {
        return RepositoryPath.parse(text, config.text(Option.REPO_PATH, key).orElse("/"));
    }

    /** How the file is encrypted: not at all with option raw, by {@code cipher-pass}, or as its place tells. */
    Encryption encryption(StoragePath path) {
        Encryption whole =
                config.flag(Option.RAW) ? Encryption.none() : Repositories.encryption(config, key, () -> storage);
        if (whole.isNone()) {
            return whole;
        }
        return config.text(Option.CIPHER_PASS)
                .map(pass -> Encryption.of(CipherType.AES_256_CBC, pass))
                .orElseGet(() -> new FileKeys(storage, whole, config.text(Option.STANZA)).of(path));
    }
}
