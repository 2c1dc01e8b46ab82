package io.sounder.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressTypeTest {
    private static final int[] SIZES = {0, 1, 13, 8192, 65_536, 65_537, 1 << 20, (1 << 20) + 1, 5_000_000};

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZ", "LZ4", "ZST"})
    void everySizeAndLevelComesBack(CompressType type) throws IOException {
        for (int size : SIZES) {
            for (int level : List.of(-1, 1, type.defaultLevel(), 9)) {
                byte[] plain = Samples.mixed(size);
                assertThat(expand(type, compress(type, level, plain)))
                        .as("%s level %d size %d", type, level, size)
                        .isEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZ", "LZ4", "ZST"})
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
        for (CompressType type : List.of(CompressType.NONE, CompressType.GZ, CompressType.LZ4, CompressType.ZST)) {
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
    void bzip2IsRefusedForNow() {
        assertThatThrownBy(() -> CompressType.BZ2.decompress(InputStream.nullInputStream()))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("bz2");
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
