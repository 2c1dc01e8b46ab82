package io.sounder.agent.block;

/**
 * The hash that tells whether a block changed: XXH3 with 128 bits and seed 0, high half first, each half big-endian. One
 * object serves one thread.
 */
public sealed interface BlockHash permits JavaBlockHash, LibraryBlockHash {
    /** Bytes of a whole hash; maps keep the first few. */
    int LENGTH = 16;

    /** Puts the hash of a part of an array into the first {@link #LENGTH} bytes of {@code result}. */
    void hash(byte[] bytes, int offset, int length, byte[] result);

    /** By the machine's libxxhash where there is one, as Debian's package manager brings it, else in Java. */
    static BlockHash create() {
        return LibraryBlockHash.available().<BlockHash>map(found -> found).orElseGet(JavaBlockHash::new);
    }
}
