package io.sounder.agent.pipeline;

/** A running AES-256 in CBC mode with PKCS#7 padding, in one direction. Close it in any case. Not thread-safe. */
sealed interface AesCbc extends AutoCloseable permits JdkAesCbc, LibcryptoAesCbc {
    /** Bytes of a block. */
    int BLOCK = 16;

    /**
     * Takes a part of an array.
     *
     * @param target has room for {@code length} and one block more
     * @return how many bytes were put at the begin of {@code target}
     */
    int update(byte[] bytes, int offset, int length, byte[] target);

    /**
     * Takes the end, for use once.
     *
     * @param target has room for a block
     * @return how many bytes were put at the begin of {@code target}
     * @throws DecryptionException if the padding is wrong
     */
    int finish(byte[] target) throws DecryptionException;

    /** Frees what it holds. May be called again. */
    @Override
    void close();

    /**
     * By the machine's libcrypto where there is one, since the JDK's is slow until the JVM's second compiler has had its turn,
     * else by the JDK.
     */
    static AesCbc start(CipherKey key, boolean encrypt) {
        return LibcryptoCipher.available()
                .<AesCbc>map(library -> new LibcryptoAesCbc(library, key, encrypt))
                .orElseGet(() -> new JdkAesCbc(key, encrypt));
    }
}
