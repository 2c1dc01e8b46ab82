package io.sounder.controller.template.value;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.jspecify.annotations.Nullable;

/** Hashes of passwords in the form of {@code crypt(3)}, with the number of rounds that Ansible takes by default. */
public final class PasswordHash {
    private static final String SALT_CHARACTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SHA512_ROUNDS = 656_000;
    private static final int SHA256_ROUNDS = 535_000;
    private static final int IMPLICIT_ROUNDS = 5000;

    private PasswordHash() {}

    /**
     * The hash of a password.
     *
     * @param type {@code sha512}, {@code sha256} or {@code md5}, also with {@code _crypt} at the end
     * @param salt null for a random one
     * @param saltSize the length of a random salt, 0 for the longest
     * @param rounds 0 for the default
     */
    public static String of(String password, String type, @Nullable String salt, int saltSize, int rounds) {
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        return switch (type.replaceFirst("_crypt$", "")) {
            case "sha512" ->
                Sha2Crypt.sha512Crypt(key, "$6$" + rounds(rounds, SHA512_ROUNDS) + salt(salt, saltSize, 16));
            case "sha256" ->
                Sha2Crypt.sha256Crypt(key, "$5$" + rounds(rounds, SHA256_ROUNDS) + salt(salt, saltSize, 16));
            case "md5" -> Md5Crypt.md5Crypt(key, "$1$" + salt(salt, saltSize, 8));
            default ->
                throw new EvaluationException(
                        "cannot make a password hash of the type '" + type + "', only sha512, sha256 and md5");
        };
    }

    private static String rounds(int given, int usual) {
        int rounds = given == 0 ? usual : given;
        return rounds == IMPLICIT_ROUNDS ? "" : "rounds=" + rounds + "$";
    }

    private static String salt(@Nullable String given, int size, int longest) {
        if (given == null) {
            SecureRandom random = new SecureRandom();
            StringBuilder salt = new StringBuilder();
            while (salt.length() < (size == 0 ? longest : Math.min(size, longest))) {
                salt.append(SALT_CHARACTERS.charAt(random.nextInt(SALT_CHARACTERS.length())));
            }
            return salt.toString();
        }
        if (!given.matches("[./0-9A-Za-z]*") || given.length() > longest) {
            throw new EvaluationException(
                    "a salt has at most " + longest + " letters, digits, dots and slashes, and nothing else");
        }
        return given;
    }
}
