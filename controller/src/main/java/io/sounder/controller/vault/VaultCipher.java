package io.sounder.controller.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cipher of Ansible Vault: AES-256 in counter mode over padded content, an HMAC-SHA256 of the ciphertext, and keys
 * made of password and salt by PBKDF2. Immutable.
 */
final class VaultCipher {
    private static final int ROUNDS = 10_000;
    private static final int KEY = 32;
    private static final int BLOCK = 16;
    private static final int SALT = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecureRandom random;

    VaultCipher(SecureRandom random) {
        this.random = random;
    }

    /** The content, or nothing if the password is another one. */
    Optional<byte[]> decrypt(VaultEnvelope envelope, byte[] password) {
        try {
            byte[] keys = keys(password, envelope.salt());
            if (!MessageDigest.isEqual(mac(keys, envelope.ciphertext()), envelope.mac())) {
                return Optional.empty();
            }
            byte[] padded = counter(keys, envelope.ciphertext());
            return Optional.of(Arrays.copyOf(padded, padded.length - padding(padded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM lacks a cipher of Ansible Vault", e);
        }
    }

    private static int padding(byte[] padded) {
        int count = padded.length == 0 ? 0 : padded[padded.length - 1];
        return count > 0 && count <= BLOCK && count <= padded.length ? count : 0;
    }

    VaultEnvelope encrypt(byte[] content, byte[] password, String label) {
        try {
            byte[] salt = new byte[SALT];
            random.nextBytes(salt);
            byte[] keys = keys(password, salt);
            int count = BLOCK - content.length % BLOCK;
            byte[] padded = Arrays.copyOf(content, content.length + count);
            Arrays.fill(padded, content.length, padded.length, (byte) count);
            byte[] ciphertext = counter(keys, padded);
            return new VaultEnvelope(label, salt, mac(keys, ciphertext), ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM lacks a cipher of Ansible Vault", e);
        }
    }

    private static byte[] counter(byte[] keys, byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(keys, 0, KEY, "AES"), new IvParameterSpec(keys, 2 * KEY, BLOCK));
        return cipher.doFinal(bytes);
    }

    private static byte[] mac(byte[] keys, byte[] ciphertext) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(keys, KEY, KEY, HMAC));
        return mac.doFinal(ciphertext);
    }

    /** PBKDF2 over the bytes of the password, which need not be text: cipher key, HMAC key, first counter block. */
    private static byte[] keys(byte[] password, byte[] salt) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(password, HMAC));
        byte[] keys = new byte[2 * KEY + BLOCK];
        for (int block = 1, at = 0; at < keys.length; block++, at += KEY) {
            byte[] sum = block(mac, salt, block);
            System.arraycopy(sum, 0, keys, at, Math.min(KEY, keys.length - at));
        }
        return keys;
    }

    private static byte[] block(Mac mac, byte[] salt, int number) throws GeneralSecurityException {
        mac.update(salt);
        mac.update(new byte[] {0, 0, 0, (byte) number});
        byte[] one = mac.doFinal();
        byte[] sum = one.clone();
        for (int round = 1; round < ROUNDS; round++) {
            mac.update(one);
            mac.doFinal(one, 0);
            for (int i = 0; i < sum.length; i++) {
                sum[i] ^= one[i];
            }
        }
        return sum;
    }
}
