package io.sounder.controller.ssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One line of a file of known hosts.
 *
 * @param marker what the line is for, empty for an ordinary key
 * @param hosts patterns separated by commas, or one hashed name
 * @param blob the key in Base64
 */
record KnownHostLine(Path file, int number, String marker, String hosts, String type, String blob) {
    static Optional<KnownHostLine> parse(Path file, int number, String text) {
        String line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return Optional.empty();
        }
        String marker = line.startsWith("@") ? line.split("\\s", 2)[0] : "";
        String[] words = line.substring(marker.length()).strip().split("\\s+", -1);
        return words.length < 3
                ? Optional.empty()
                : Optional.of(new KnownHostLine(file, number, marker, words[0], words[1], words[2]));
    }

    /** The name under which a target stands in such files. */
    static String address(SshTarget target) {
        if (target.alias().isPresent()) {
            return target.alias().get().toLowerCase(Locale.ROOT);
        }
        String name = target.address().toLowerCase(Locale.ROOT);
        return target.port() == 22 ? name : "[" + name + "]:" + target.port();
    }

    boolean revoked() {
        return marker.equals("@revoked");
    }

    /** Whether the key is one that signs the keys of hosts. */
    boolean authority() {
        return marker.equals("@cert-authority");
    }

    boolean matches(String address) {
        if (hosts.startsWith("|1|")) {
            return hashMatches(address);
        }
        boolean found = false;
        for (String pattern : hosts.split(",", -1)) {
            boolean not = pattern.startsWith("!");
            if (glob(not ? pattern.substring(1) : pattern, address)) {
                if (not) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** Whether a name matches a pattern with {@code *} and {@code ?}; the name is in lower case. */
    static boolean glob(String pattern, String address) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(java.util.regex.Pattern.quote(String.valueOf(c)));
            }
        }
        return address.matches(regex.toString());
    }

    private boolean hashMatches(String address) {
        String[] parts = hosts.split("\\|", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
            byte[] hash = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
