package io.sounder.agent.remote.tls;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys without pass phrase: PKCS#8, and the older form for RSA, which only lacks a wrapping. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    /** Version 0, then the object id of RSA with a null. */
    private static final byte[] RSA = {
        2, 1, 0, 0x30, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };

    private PemKey() {}

    /** Error 95 when there is no such key in the text. */
    static PrivateKey parse(String text, Path file) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new AgentException(ErrorCode.CRYPTO, "file '" + file + "' has no private key that can be read")
                    .withHint("convert it with: openssl pkcs8 -topk8 -nocrypt");
        }
        byte[] content = Base64.getMimeDecoder().decode(block.group(2));
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(block.group(1).startsWith("RSA") ? wrapped(content) : content);
        GeneralSecurityException reason = new InvalidKeySpecException("it is of none of the kinds " + KINDS);
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                reason.addSuppressed(e); // a key of another kind
            } catch (NoSuchAlgorithmException e) {
                throw unusable(file, e);
            }
        }
        throw unusable(file, reason);
    }

    private static AgentException unusable(Path file, GeneralSecurityException cause) {
        return new AgentException(
                ErrorCode.CRYPTO, "unable to read the private key in '" + file + "': " + cause.getMessage(), cause);
    }

    private static byte[] wrapped(byte[] rsaKey) {
        byte[] octets = element(OCTETS, rsaKey);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA);
        content.writeBytes(octets);
        return element(SEQUENCE, content.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            element.write(0x80 | bytes);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                element.write(content.length >>> shift);
            }
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
