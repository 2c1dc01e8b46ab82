package io.sounder.controller.vault;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The vault passwords of a run. Immutable and thread-safe. */
public final class VaultSecrets {
    /** How many bytes of a file tell whether it is encrypted. */
    public static final int START_SIZE = VaultEnvelope.START.length() + 1;

    private final List<VaultSecret> secrets;
    private final boolean ignored;
    private final Revealed revealed = new Revealed();
    private final VaultCipher cipher = new VaultCipher(new SecureRandom());

    public VaultSecrets(List<VaultSecret> secrets) {
        this(secrets, false);
    }

    private VaultSecrets(List<VaultSecret> secrets, boolean ignored) {
        this.secrets = List.copyOf(secrets);
        this.ignored = ignored;
    }

    /** Leaves encrypted files as they are. */
    public static VaultSecrets ignored() {
        return new VaultSecrets(List.of(), true);
    }

    /** No password at all. */
    public static VaultSecrets none() {
        return new VaultSecrets(List.of());
    }

    public static boolean isEncrypted(String text) {
        return text.startsWith(VaultEnvelope.START + ";");
    }

    public static boolean isEncrypted(byte[] bytes) {
        byte[] start = (VaultEnvelope.START + ";").getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /** The text within if it is encrypted, else the text itself. */
    public String plain(String text, String where) {
        return isEncrypted(text) && !ignored ? new String(decrypt(text, where), StandardCharsets.UTF_8) : text;
    }

    /** The bytes within if they are encrypted, else the bytes themselves. */
    public byte[] plain(byte[] bytes, String where) {
        return isEncrypted(bytes) && !ignored ? decrypt(new String(bytes, StandardCharsets.US_ASCII), where) : bytes;
    }

    /**
     * Decrypts with the password of the label, else with any other.
     *
     * @param where the file, for messages
     */
    public byte[] decrypt(String text, String where) {
        VaultEnvelope envelope = envelope(text, where);
        if (secrets.isEmpty()) {
            throw new ControllerException(ExitCode.ERROR, where + ": it is encrypted, and no vault password was given")
                    .withHint("give one with --vault-password-file, --vault-id or --ask-vault-pass");
        }
        for (VaultSecret secret : ordered(envelope.label())) {
            Optional<byte[]> content = cipher.decrypt(envelope, secret.password());
            if (content.isPresent()) {
                revealed.add(content.get());
                return content.get();
            }
        }
        String label = envelope.label().isEmpty() ? "" : " (its vault id is '" + envelope.label() + "')";
        throw new ControllerException(
                ExitCode.ERROR, where + ": none of the given vault passwords can decrypt it" + label);
    }

    /** The text with stars in place of all that was decrypted so far. */
    public String hidden(String text) {
        return revealed.hide(text);
    }

    /** The vault id that stands in encrypted text, if a password of that id is known. */
    public Optional<String> idOf(String text, String where) {
        String label = envelope(text, where).label();
        return secrets.stream()
                .map(VaultSecret::id)
                .filter(id -> id.equals(label))
                .findFirst();
    }

    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    private static VaultEnvelope envelope(String text, String where) {
        try {
            return VaultEnvelope.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ControllerException(ExitCode.PARSE, where + ": cannot be decrypted: " + e.getMessage(), e);
        }
    }

    private List<VaultSecret> ordered(String label) {
        List<VaultSecret> ordered = new ArrayList<>();
        secrets.stream().filter(secret -> secret.id().equals(label)).forEach(ordered::add);
        secrets.stream().filter(secret -> !secret.id().equals(label)).forEach(ordered::add);
        return ordered;
    }

    /** The text for a file, encrypted with the password of that id, else with the only or first one. */
    public String encrypt(byte[] content, Optional<String> id) {
        VaultSecret secret = id.map(this::named).orElseGet(this::first);
        return cipher.encrypt(content, secret.password(), secret.id()).text();
    }

    private VaultSecret first() {
        if (secrets.isEmpty()) {
            throw new ControllerException(ExitCode.USAGE, "no vault password was given to encrypt with")
                    .withHint("give one with --vault-password-file, --vault-id or --ask-vault-pass");
        }
        return secrets.getFirst();
    }

    private VaultSecret named(String id) {
        return secrets.stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ControllerException(
                        ExitCode.USAGE, "no vault password of the id '" + id + "' was given to encrypt with"));
    }
}
