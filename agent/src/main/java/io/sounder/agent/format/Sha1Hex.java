package io.sounder.agent.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of info files. */
final class Sha1Hex {
    private Sha1Hex() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
    }
}
