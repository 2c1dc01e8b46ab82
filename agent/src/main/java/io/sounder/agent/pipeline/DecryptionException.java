package io.sounder.agent.pipeline;

import java.io.IOException;
import java.io.Serial;

/** Stored bytes cannot be decrypted: not encrypted at all, by another pass phrase, or cut off. */
public final class DecryptionException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    DecryptionException(String message) {
        super(message);
    }
}
