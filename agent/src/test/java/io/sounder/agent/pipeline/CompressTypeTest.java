package io.sounder.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressTypeTest {
    private static final String TEXT = "what the database keeps";
    /** Made by the program {@code bzip2}. */
    private static final String BY_BZIP2 =
            "425a6839314159265359103a473a00000b1180400036484c8020003100d34d0349b468d250629248bdde68e778"
                    + "1cf8bb9229c2848081d239d0";

    private static final String NOTHING_BY_BZIP2 = "425a683917724538509000000000";
    private static final int[] SIZES = {0, 1, 13, 8192, 65_536, 65_537, 1 << 20, (1 << 20) + 1, 5_000_000};

    @ParameterizedTest
    @EnumSource
    void everySizeAndLevelComesBack(CompressType type) throws IOException {
        for (int size : SIZES) {
            // bzip2 takes seconds for megabytes
            for (int level :
                    type == CompressType.BZ2 && size > 100_000 ? List.of(1) : List.of(-1, 1, type.defaultLevel(), 9)) {
                byte[] plain = Samples.mixed(size);
                assertThat(expand(type, compress(type, level, plain)))
                        .as("%s level %d size %d", type, level, size)
                        .isEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZ", "LZ4", "ZST", "BZ2"})
    void cutOffDataIsAnError(CompressType type) throws IOException {
        byte[] stored = compress(type, type.defaultLevel(), Samples.mixed(200_000));
        for (int length : new int[] {0, 3, 10, stored.length / 2, stored.length - 1}) {
            assertThatThrownBy(() -> expand(type, Arrays.copyOf(stored, length)))
                    .as("%d of %d bytes", length, stored.length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingAStageLeavesTheTargetOpen() throws IOException {
        for (CompressType type : CompressType.values()) {
            boolean[] closed = new boolean[1];
            OutputStream target = new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed[0] = true;
                }
            };
            type.compress(target, type.defaultLevel()).close();
            assertThat(closed[0]).as(type.label()).isFalse();
        }
    }

    @Test
    void readsWhatTheBzip2ProgramWrote() throws IOException {
        byte[] stored = HexFormat.of().parseHex(BY_BZIP2);
        byte[] twice = Arrays.copyOf(stored, stored.length * 2);
        System.arraycopy(stored, 0, twice, stored.length, stored.length);
        assertThat(expand(CompressType.BZ2, stored)).asString().isEqualTo(TEXT);
        assertThat(expand(CompressType.BZ2, twice)).asString().isEqualTo(TEXT + TEXT);
        assertThat(compress(CompressType.BZ2, 9, new byte[0])).asHexString().isEqualToIgnoringCase(NOTHING_BY_BZIP2);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZ", "ZST", "BZ2"})
    void damagedOrRandomDataIsAnErrorOfReading(CompressType type) throws IOException {
        Random random = new Random(11);
        byte[] stored = compress(type, type.defaultLevel(), Samples.mixed(3000));
        for (int i = 0; i < 300; i++) {
            byte[] bytes = stored.clone();
            int from = random.nextInt(bytes.length);
            for (int at = from; at < Math.min(bytes.length, from + 1 + i % 40); at++) {
                bytes[at] = (byte) random.nextInt();
            }
            try {
                expand(type, i % 2 == 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            } catch (IOException e) {
                assertThat(e).isNotNull(); // anything else fails the test
            }
        }
    }

    @Test
    void theSuffixTellsTheType() {
        assertThat(CompressType.fromSuffix("0000-abc.lz4")).isEqualTo(CompressType.LZ4);
        assertThat(CompressType.fromSuffix("0000-abc")).isEqualTo(CompressType.NONE);
        assertThat(CompressType.of("zst").suffix()).isEqualTo(".zst");
    }

    @Test
    void countingStreamsAgree() throws IOException {
        byte[] plain = Samples.mixed(100_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CountingSha1OutputStream out = new CountingSha1OutputStream(bytes);
        CountingSha1InputStream in = new CountingSha1InputStream(new ByteArrayInputStream(plain));
        assertThat(new ByteCopy(1000).copy(in, out, 70_000)).isEqualTo(70_000);
        assertThat(in.skip(10)).isEqualTo(10);
        assertThat(in.size()).isEqualTo(70_010);
        assertThat(out.size()).isEqualTo(70_000);
        Sha1 expected = Sha1.forSmall();
        expected.update(plain, 0, 70_000);
        assertThat(out.sha1()).isEqualTo(expected.hex());
        expected.update(plain, 0, 70_010);
        assertThat(in.sha1()).isEqualTo(expected.hex());
    }

    private static byte[] compress(CompressType type, int level, byte[] plain) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = type.compress(stored, level)) {
            Random random = new Random(plain.length);
            int at = 0;
            while (at < plain.length) {
                int part = Math.min(plain.length - at, 1 + random.nextInt(300_000));
                out.write(plain, at, part);
                at += part;
            }
        }
        return stored.toByteArray();
    }

    private static byte[] expand(CompressType type, byte[] stored) throws IOException {
        try (InputStream in = type.decompress(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        }
    }
}
