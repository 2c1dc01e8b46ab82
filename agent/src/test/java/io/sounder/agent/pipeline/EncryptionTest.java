package io.sounder.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncryptionTest {
    private static final String PASS = "a pass phrase with ü";
    /** Made by {@code openssl enc -aes-256-cbc -md sha1}. */
    private static final String BY_OPENSSL =
            "53616c7465645f5f3cf51391490735a189e58f69fcd5ca0b48df002d9c1394ac" + "02105bb789d81ec74f93986c9275f701";

    private static final String NOTHING_BY_OPENSSL = "53616c7465645f5f485f5f9766f83cb09544f04402bc91c6d546f636328766f2";

    private final Encryption encryption = Encryption.of(CipherType.AES_256_CBC, PASS);

    @Test
    void readsWhatOpensslWrote() throws IOException {
        byte[] stored = HexFormat.of().parseHex(BY_OPENSSL);
        assertThat(new String(decrypt(encryption, stored), StandardCharsets.UTF_8))
                .isEqualTo("what the database keeps");
        assertThat(decrypt(encryption.raw(), Arrays.copyOfRange(stored, 8, stored.length)))
                .hasSize(23);
        assertThat(decrypt(encryption, HexFormat.of().parseHex(NOTHING_BY_OPENSSL)))
                .isEmpty();
    }

    @Test
    void everySizeComesBack() throws IOException {
        for (int size : new int[] {0, 1, 15, 16, 17, 4079, 4096, 65_535, 65_536, 65_537, 1_000_003}) {
            byte[] plain = Samples.mixed(size);
            byte[] stored = encrypt(encryption, plain);
            assertThat(stored).as("size %d", size).hasSize(16 + size / 16 * 16 + 16);
            assertThat(decrypt(encryption, stored)).as("size %d", size).isEqualTo(plain);
            byte[] raw = encrypt(encryption.raw(), plain);
            assertThat(raw).as("raw size %d", size).hasSize(stored.length - 8);
            assertThat(decrypt(encryption.raw(), raw)).as("raw size %d", size).isEqualTo(plain);
        }
    }

    @Test
    void nothingIsEncryptedTwiceTheSameWay() throws IOException {
        assertThat(encrypt(encryption, new byte[100])).isNotEqualTo(encrypt(encryption, new byte[100]));
    }

    @Test
    void noneLeavesBytesAlone() throws IOException {
        byte[] plain = Samples.mixed(1000);
        assertThat(encrypt(Encryption.none(), plain)).isEqualTo(plain);
        assertThat(decrypt(Encryption.none().raw(), plain)).isEqualTo(plain);
        assertThat(Encryption.of(CipherType.NONE, "whatever").isNone()).isTrue();
        assertThat(encryption.isNone()).isFalse();
    }

    @Test
    void closingLeavesTheTargetOpen() throws IOException {
        boolean[] closed = new boolean[1];
        OutputStream target = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        encryption.encrypt(target).close();
        Encryption.none().encrypt(target).close();
        assertThat(closed[0]).isFalse();
    }

    @Test
    void otherPassPhraseOrPlainTextIsRefused() throws IOException {
        byte[] stored = encrypt(encryption, Samples.mixed(100_000));
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            try {
                decrypt(Encryption.of(CipherType.AES_256_CBC, "wrong" + i), stored);
            } catch (DecryptionException e) {
                refused++; // about one wrong key of 256 gives a padding that looks right
            }
        }
        assertThat(refused).isGreaterThan(15);
        assertThatThrownBy(
                        () -> decrypt(encryption, "[backrest]\nbackrest-format=5\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("cipher header invalid")
                .hasMessageNotContaining(PASS);
    }

    @Test
    void cutOffDataIsRefused() throws IOException {
        byte[] stored = encrypt(encryption, new byte[40_000]);
        for (int length : new int[] {0, 1, 7, 8, 15, 16, 17, 31, 5000, 20_000, stored.length - 16, stored.length - 1}) {
            assertThatThrownBy(() -> decrypt(encryption, Arrays.copyOf(stored, length)))
                    .as("%d of %d bytes", length, stored.length)
                    .isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void randomBytesAreRefusedOrEnd() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length > 8) {
                System.arraycopy("Salted__".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 8);
            }
            try (InputStream in =
                    (i % 3 == 0 ? encryption.raw() : encryption).decrypt(new ByteArrayInputStream(bytes))) {
                assertThat(in.readAllBytes().length).isLessThan(bytes.length);
            } catch (DecryptionException e) {
                assertThat(e).hasMessageNotContaining(PASS);
            }
        }
    }

    @Test
    void jdkAndLibraryReadEachOther() throws IOException {
        assumeThat(LibcryptoCipher.available()).as("libcrypto on this machine").isPresent();
        CipherKey key = CipherKey.derive(PASS.getBytes(StandardCharsets.UTF_8), new byte[CipherKey.SALT_LENGTH]);
        byte[] plain = Samples.mixed(10_001);
        byte[] one = whole(new JdkAesCbc(key, true), plain);
        assertThat(one).isEqualTo(whole(library(key, true), plain));
        assertThat(whole(library(key, false), one)).isEqualTo(plain);
        assertThat(whole(new JdkAesCbc(key, false), one)).isEqualTo(plain);
        assertThatThrownBy(() -> whole(new JdkAesCbc(key, false), Arrays.copyOf(one, 160)))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void aClosedCipherIsNotUsedAnyMore() {
        assumeThat(LibcryptoCipher.available()).as("libcrypto on this machine").isPresent();
        AesCbc cipher = library(CipherKey.derive(new byte[] {1}, new byte[CipherKey.SALT_LENGTH]), true);
        cipher.close();
        cipher.close();
        assertThatThrownBy(() -> cipher.update(new byte[16], 0, 16, new byte[32]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void levelsBelowAreEncryptedIfThisOneIs() throws IOException {
        String pass = encryption.newPassPhrase().orElseThrow();
        assertThat(pass).hasSize(64);
        assertThat(Base64.getDecoder().decode(pass)).hasSize(48);
        assertThat(encryption.newPassPhrase()).isNotEqualTo(Optional.of(pass));
        byte[] stored = encrypt(encryption.below(Optional.of(pass)), new byte[10]);
        assertThat(decrypt(Encryption.of(CipherType.AES_256_CBC, pass), stored)).isEqualTo(new byte[10]);
        assertThat(Encryption.none().newPassPhrase()).isEmpty();
        assertThat(Encryption.none().below(Optional.empty()).isNone()).isTrue();
        assertCrypto(() -> encryption.below(Optional.empty()));
        assertCrypto(() -> Encryption.none().below(Optional.of(pass)));
        assertCrypto(() -> Encryption.of(CipherType.AES_256_CBC, ""));
    }

    @Test
    void thePassPhraseIsNotShown() {
        assertThat(encryption + " " + encryption.raw()).doesNotContain(PASS).contains("aes-256-cbc");
    }

    private static void assertCrypto(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CRYPTO));
    }

    private static LibcryptoAesCbc library(CipherKey key, boolean encrypt) {
        return new LibcryptoAesCbc(LibcryptoCipher.available().orElseThrow(), key, encrypt);
    }

    private static byte[] whole(AesCbc cipher, byte[] bytes) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        byte[] target = new byte[1000 + AesCbc.BLOCK];
        try (cipher) {
            for (int at = 0; at < bytes.length; at += 1000) {
                int count = cipher.update(bytes, at, Math.min(1000, bytes.length - at), target);
                result.write(target, 0, count);
            }
            result.write(target, 0, cipher.finish(target));
        }
        return result.toByteArray();
    }

    private static byte[] encrypt(Encryption encryption, byte[] plain) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = encryption.encrypt(stored)) {
            Random random = new Random(plain.length);
            int at = 0;
            while (at < plain.length) {
                int part = Math.min(plain.length - at, 1 + random.nextInt(100_000));
                out.write(plain, at, part);
                at += part;
            }
        }
        return stored.toByteArray();
    }

    private static byte[] decrypt(Encryption encryption, byte[] stored) throws IOException {
        try (InputStream in = encryption.decrypt(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        }
    }
}
