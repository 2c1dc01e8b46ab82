package io.sounder.agent.remote.tls;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
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

/** Reads private keys without pass phrase: PKCS#8, and the older forms for RSA and EC, which only lack a wrapping. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] VERSION = {2, 1, 0};
    /** The object id of RSA with a null. */
    private static final byte[] RSA = {0x30, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };
    /** The object id of keys on elliptic curves. */
    private static final byte[] EC = {6, 7, 42, (byte) 0x86, 72, (byte) 0xCE, 61, 2, 1};
    /** What names the curve in such a key. */
    private static final int CURVE = 0xA0;

    private PemKey() {}

    /** Error 95 when there is no such key in the text. */
    static PrivateKey parse(String text, Path file) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new AgentException(ErrorCode.CRYPTO, "file '" + file + "' has no private key that can be read")
                    .withHint("convert it with: openssl pkcs8 -topk8 -nocrypt");
        }
        byte[] content = decode(block.group(2), file);
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8(block.group(1), content));
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

    private static byte[] decode(String text, Path file) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private static AgentException unusable(Path file, Exception cause) {
        return new AgentException(
                ErrorCode.CRYPTO, "unable to read the private key in '" + file + "': " + cause.getMessage(), cause);
    }

    private static byte[] pkcs8(String form, byte[] key) {
        return switch (form) {
            case "RSA " -> Der.element(Der.SEQUENCE, VERSION, RSA, Der.element(Der.OCTETS, key));
            case "EC " ->
                Der.element(
                        Der.SEQUENCE,
                        VERSION,
                        Der.element(Der.SEQUENCE, EC, Der.find(key, CURVE).orElse(new byte[0])),
                        Der.element(Der.OCTETS, key));
            default -> key;
        };
    }
}
