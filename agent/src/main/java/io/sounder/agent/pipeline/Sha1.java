package io.sounder.agent.pipeline;

import java.util.HexFormat;

/**
 * A running SHA-1, the digest of every file in a repository. It is reusable: taking the digest starts it anew. Not
 * thread-safe.
 */
public sealed interface Sha1 permits JdkSha1, LibcryptoSha1 {
    /** Length of a digest in bytes. */
    int LENGTH = 20;

    /** Adds a part of an array. */
    void update(byte[] bytes, int offset, int length);

    /** The digest of all that was added, 20 bytes; the next update begins a new one. */
    byte[] digest();

    /** {@link #digest()} as 40 lower-case hexadecimal digits. */
    default String hex() {
        return HexFormat.of().formatHex(digest());
    }

    /**
     * A digest for file contents: the machine's libcrypto where there is one, two to three times faster than the JDK on
     * processors without SHA instructions, else the JDK.
     */
    static Sha1 forBulk() {
        return Libcrypto.available().<Sha1>map(LibcryptoSha1::new).orElseGet(JdkSha1::new);
    }

    /** A digest for a few kilobytes, such as an info file: no native set-up cost. */
    static Sha1 forSmall() {
        return new JdkSha1();
    }
}
