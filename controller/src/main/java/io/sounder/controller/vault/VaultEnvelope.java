package io.sounder.controller.vault;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Encrypted content as it stands in a file: a line that names the format, then hexadecimal digits in lines of 80. They
 * are the digits of three lines, which are hexadecimal themselves: salt, HMAC and ciphertext. Nobody changes the bytes.
 */
final class VaultEnvelope {
    static final String START = "$ANSIBLE_VAULT";
    private static final int WIDTH = 80;
    private static final HexFormat HEX = HexFormat.of();

    private final String label;
    private final byte[] salt;
    private final byte[] mac;
    private final byte[] ciphertext;

    VaultEnvelope(String label, byte[] salt, byte[] mac, byte[] ciphertext) {
        this.label = label;
        this.salt = salt;
        this.mac = mac;
        this.ciphertext = ciphertext;
    }

    /** The vault id, empty in format 1.1. */
    String label() {
        return label;
    }

    byte[] salt() {
        return salt;
    }

    byte[] mac() {
        return mac;
    }

    byte[] ciphertext() {
        return ciphertext;
    }

    /**
     * Reads the text of a file or value.
     *
     * @throws IllegalArgumentException with a reason for text that is no such content
     */
    static VaultEnvelope parse(String text) {
        String[] lines = text.strip().split("\\s+", -1);
        String[] header = lines[0].split(";", -1);
        if (header.length < 3 || !header[0].equals(START)) {
            throw new IllegalArgumentException("its first line is not that of Ansible Vault");
        }
        if (!header[1].equals("1.1") && !header[1].equals("1.2")) {
            throw new IllegalArgumentException("its format '" + header[1] + "' is not 1.1 or 1.2");
        }
        if (!header[2].equals("AES256")) {
            throw new IllegalArgumentException("its cipher '" + header[2] + "' is not AES256");
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 1; i < lines.length; i++) {
            digits.append(lines[i]);
        }
        String[] parts = inner(digits.toString()).split("\n", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("it is not complete");
        }
        return new VaultEnvelope(header.length > 3 ? header[3] : "", bytes(parts[0]), bytes(parts[1]), bytes(parts[2]));
    }

    private static String inner(String digits) {
        return new String(bytes(digits), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String digits) {
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is damaged: not all of it is hexadecimal", e);
        }
    }

    /** The text for a file; format 1.2 if there is a label other than {@code default}. */
    String text() {
        boolean labelled = !label.isEmpty() && !label.equals("default");
        String inner = HEX.formatHex(salt) + "\n" + HEX.formatHex(mac) + "\n" + HEX.formatHex(ciphertext);
        String digits = HEX.formatHex(inner.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder(START).append(labelled ? ";1.2;AES256;" + label : ";1.1;AES256");
        for (int at = 0; at < digits.length(); at += WIDTH) {
            text.append('\n').append(digits, at, Math.min(digits.length(), at + WIDTH));
        }
        return text.append('\n').toString();
    }
}
