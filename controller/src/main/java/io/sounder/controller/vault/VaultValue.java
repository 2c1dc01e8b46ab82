package io.sounder.controller.vault;

import io.sounder.controller.base.Verbatim;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A value marked with {@code !vault}: decrypted when it is first used, and never shown by accident. Thread-safe. */
public final class VaultValue extends Verbatim {
    private final String encrypted;
    private final String where;
    private final VaultSecrets secrets;
    private volatile @Nullable String plain;

    /** @param where its place, for messages */
    public VaultValue(String encrypted, String where, VaultSecrets secrets) {
        super(null);
        this.encrypted = encrypted;
        this.where = where;
        this.secrets = secrets;
    }

    @Override
    public Object value() {
        String known = plain;
        if (known == null) {
            known = new String(secrets.decrypt(encrypted, where), StandardCharsets.UTF_8);
            plain = known;
        }
        return known;
    }

    /** The text as it stands in the file. */
    public String encrypted() {
        return encrypted;
    }

    @Override
    public String toString() {
        return "(encrypted)";
    }
}
