package io.sounder.agent.pipeline;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the files of one level of a repository are encrypted: with which cipher and pass phrase. The levels are the
 * repository (info files), its archive (WAL), its backups (manifests) and each backup set (files); the pass phrase of a
 * level stands in a file of the level above. Nothing here ever shows a pass phrase. Safe for use by several threads; the
 * streams are not.
 */
public sealed interface Encryption permits NoEncryption, Aes256Cbc {

    /** Files are stored as they are. */
    static Encryption none() {
        return NoEncryption.INSTANCE;
    }

    /**
     * The encryption by a cipher.
     *
     * @param passPhrase not empty, any characters; no meaning for {@link CipherType#NONE}
     */
    static Encryption of(CipherType type, String passPhrase) {
        if (type == CipherType.NONE) {
            return none();
        }
        if (passPhrase.isEmpty()) {
            throw new AgentException(ErrorCode.CRYPTO, "an empty pass phrase cannot encrypt anything")
                    .withHint("set option 'repo-cipher-pass' in the configuration file or the environment");
        }
        return new Aes256Cbc(passPhrase.getBytes(StandardCharsets.UTF_8), true);
    }

    /** The cipher. */
    CipherType type();

    /** Whether files are stored as they are. */
    default boolean isNone() {
        return type() == CipherType.NONE;
    }

    /**
     * The same with the shorter header of stored parts that only a manifest leads to: super blocks, block maps, and files
     * in raw bundles.
     */
    Encryption raw();

    /** A new pass phrase for a level below; empty if that is not encrypted either. */
    Optional<String> newPassPhrase();

    /**
     * The encryption of a level below, of which a file of this level gives the pass phrase.
     *
     * @param passPhrase present if, and only if, this level is encrypted; else error 95
     */
    Encryption below(Optional<String> passPhrase);

    /**
     * A stage that writes encrypted bytes to {@code out}. Closing it completes the encrypted form, but leaves {@code out}
     * open, since what follows is the commit of a file. Write in big chunks.
     */
    OutputStream encrypt(OutputStream out);

    /**
     * A stage that reads what {@link #encrypt} or the original wrote. Closing it closes {@code in}. Input that was not
     * encrypted so ends in a {@link DecryptionException}; damage in the middle does not show, only in checksums.
     */
    InputStream decrypt(InputStream in);
}
