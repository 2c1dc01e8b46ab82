package io.sounder.agent.pipeline;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Stores bytes as they are. */
enum NoEncryption implements Encryption {
    INSTANCE;

    @Override
    public CipherType type() {
        return CipherType.NONE;
    }

    @Override
    public Encryption raw() {
        return this;
    }

    @Override
    public Optional<String> newPassPhrase() {
        return Optional.empty();
    }

    @Override
    public Encryption below(Optional<String> passPhrase) {
        if (passPhrase.isPresent()) {
            throw new AgentException(ErrorCode.CRYPTO, "a file that is not encrypted holds the pass phrase of others")
                    .withHint("is or was the repository encrypted?");
        }
        return this;
    }

    @Override
    public OutputStream encrypt(OutputStream out) {
        return new KeptOpen(out);
    }

    @Override
    public InputStream decrypt(InputStream in) {
        return in;
    }
}
