package io.sounder.agent.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What AES starts from, 32 and 16 bytes, and the header that lets a reader find it again. */
final class CipherKey {
    static final int SALT_LENGTH = 8;
    private static final byte[] MAGIC = "Salted__".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_LENGTH = 32;
    private static final int IV_LENGTH = 16;

    private final byte[] key;
    private final byte[] iv;

    private CipherKey(byte[] key, byte[] iv) {
        this.key = key;
        this.iv = iv;
    }

    /** Derives both by one round of SHA-1 for each 20 bytes, each over the bytes before, pass phrase and salt. */
    static CipherKey derive(byte[] passPhrase, byte[] salt) {
        Sha1 sha1 = Sha1.forSmall();
        byte[] derived = new byte[0];
        byte[] last = derived;
        while (derived.length < KEY_LENGTH + IV_LENGTH) {
            sha1.update(last, 0, last.length);
            sha1.update(passPhrase, 0, passPhrase.length);
            sha1.update(salt, 0, salt.length);
            last = sha1.digest();
            derived = concat(derived, last);
        }
        return new CipherKey(
                Arrays.copyOf(derived, KEY_LENGTH), Arrays.copyOfRange(derived, KEY_LENGTH, KEY_LENGTH + IV_LENGTH));
    }

    byte[] key() {
        return key;
    }

    byte[] iv() {
        return iv;
    }

    /** The bytes before the cipher text. */
    static byte[] header(byte[] salt, boolean magic) {
        return magic ? concat(MAGIC, salt) : salt;
    }

    static int headerLength(boolean magic) {
        return SALT_LENGTH + (magic ? MAGIC.length : 0);
    }

    /** The salt in a whole header. */
    static byte[] salt(byte[] header, boolean magic) throws DecryptionException {
        if (magic && !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DecryptionException("cipher header invalid: is or was the repository encrypted?");
        }
        return Arrays.copyOfRange(header, header.length - SALT_LENGTH, header.length);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] result = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, result, first.length, second.length);
        return result;
    }
}
