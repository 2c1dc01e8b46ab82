package io.sounder.controller.host;

import java.util.Optional;

/**
 * As whom a script runs.
 *
 * @param active whether another user than the login user is wanted
 * @param user the user to become
 * @param method how to become that user
 * @param password what sudo asks for, if it asks
 * @param program another program than the method's own
 * @param flags options of the program instead of its usual ones
 */
public record Become(
        boolean active,
        String user,
        Method method,
        Optional<String> password,
        Optional<String> program,
        Optional<String> flags) {
    /** With the method's own program and options. */
    public Become(boolean active, String user, Method method, Optional<String> password) {
        this(active, user, method, password, Optional.empty(), Optional.empty());
    }

    /** The program that changes the user. */
    public enum Method {
        SUDO,
        SU,
        RUNUSER
    }

    /** Stay the login user. */
    public static final Become NOBODY_ELSE = new Become(false, "root", Method.SUDO, Optional.empty());

    /** Become that user with sudo. */
    public static Become sudo(String user) {
        return new Become(true, user, Method.SUDO, Optional.empty());
    }

    @Override
    public String toString() {
        return active ? "become " + user + " by " + method : "login user";
    }
}
