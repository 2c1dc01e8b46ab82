package io.sounder.controller.vault;

/** A password and the name it goes by; never prints the password. Immutable. */
public final class VaultSecret {
    /** The id of passwords without one. */
    public static final String DEFAULT = "default";

    private final String id;
    private final byte[] password;

    /** @param id the vault id */
    public VaultSecret(String id, byte[] password) {
        this.id = id;
        this.password = password.clone();
    }

    public String id() {
        return id;
    }

    byte[] password() {
        return password.clone();
    }

    @Override
    public String toString() {
        return "vault id '" + id + "'";
    }
}
