package io.sounder.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha1Test {
    private static final String NOTHING = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

    @Test
    void digestOfNothingIsTheKnownOne() {
        assertThat(Sha1.forBulk().hex()).isEqualTo(NOTHING);
        assertThat(Sha1.forSmall().hex()).isEqualTo(NOTHING);
    }

    @Test
    void takingTheDigestStartsANewOne() {
        Sha1 sha1 = Sha1.forBulk();
        byte[] text = "abc".getBytes(StandardCharsets.US_ASCII);
        sha1.update(text, 0, 3);
        assertThat(sha1.hex()).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(sha1.hex()).isEqualTo(NOTHING);
    }

    @Test
    void libraryAndJdkAgreeOnPartsOfAnArray() {
        assumeThat(Libcrypto.available()).as("libcrypto on this machine").isPresent();
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Sha1 library = new LibcryptoSha1(Libcrypto.available().orElseThrow());
        Sha1 jdk = new JdkSha1();
        for (int from = 0, length = 1; from + length < bytes.length; from += length, length = length * 2 + 1) {
            library.update(bytes, from, length);
            jdk.update(bytes, from, length);
        }
        assertThat(library.hex()).isEqualTo(jdk.hex());
    }
}
