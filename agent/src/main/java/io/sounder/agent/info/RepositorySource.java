package io.sounder.agent.info;

import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.Storage;
import java.util.function.Supplier;

/**
 * A configured repository, whatever is in it.
 *
 * @param key its number in the options
 * @param encryption of its info files
 * @param storage opens it; what that throws becomes the repository's status
 */
public record RepositorySource(int key, Encryption encryption, Supplier<Storage> storage) {
    Repository open(String stanza) {
        return new Repository(key, storage.get(), encryption, stanza);
    }
}
