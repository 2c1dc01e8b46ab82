package io.sounder.agent.pipeline;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * AES-256-CBC in the form of {@code openssl enc -md sha1}: magic, salt, then the cipher text, whose key and start come from
 * pass phrase and salt. The raw form has no magic. Nothing authenticates the text; the checksums inside do.
 */
final class Aes256Cbc implements Encryption {
    private static final int PASS_PHRASE_BYTES = 48;
    private final byte[] passPhrase;
    private final boolean magic;
    private final SecureRandom random = new SecureRandom();

    Aes256Cbc(byte[] passPhrase, boolean magic) {
        this.passPhrase = Arrays.copyOf(passPhrase, passPhrase.length);
        this.magic = magic;
    }

    @Override
    public CipherType type() {
        return CipherType.AES_256_CBC;
    }

    @Override
    public Encryption raw() {
        return new Aes256Cbc(passPhrase, false);
    }

    @Override
    public Optional<String> newPassPhrase() {
        byte[] bytes = new byte[PASS_PHRASE_BYTES];
        random.nextBytes(bytes);
        return Optional.of(Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public Encryption below(Optional<String> levelPassPhrase) {
        return Encryption.of(
                CipherType.AES_256_CBC,
                levelPassPhrase.orElseThrow(() -> new AgentException(
                                ErrorCode.CRYPTO, "an encrypted file does not hold the pass phrase of the level below")
                        .withHint("is or was the repository encrypted?")));
    }

    @Override
    public OutputStream encrypt(OutputStream out) {
        byte[] salt = new byte[CipherKey.SALT_LENGTH];
        random.nextBytes(salt);
        return new EncryptingStream(out, CipherKey.derive(passPhrase, salt), CipherKey.header(salt, magic));
    }

    @Override
    public InputStream decrypt(InputStream in) {
        return new DecryptingStream(in, passPhrase, magic);
    }

    @Override
    public String toString() {
        return type().label(); // and nothing of the pass phrase
    }
}
