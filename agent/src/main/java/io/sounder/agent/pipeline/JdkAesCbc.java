package io.sounder.agent.pipeline;

import java.security.GeneralSecurityException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES by the JDK. Not thread-safe. */
final class JdkAesCbc implements AesCbc {
    private final Cipher cipher;

    JdkAesCbc(CipherKey key, boolean encrypt) {
        try {
            cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key.key(), "AES"),
                    new IvParameterSpec(key.iv()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
    }

    @Override
    public int update(byte[] bytes, int offset, int length, byte[] target) {
        try {
            return cipher.update(bytes, offset, length, target, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("no room for a block more", e);
        }
    }

    @Override
    public int finish(byte[] target) throws DecryptionException {
        try {
            return cipher.doFinal(target, 0);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw new DecryptionException("the last block does not decrypt");
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("no room for a block", e);
        }
    }

    @Override
    public void close() {
        // holds nothing that wants to be freed
    }
}
