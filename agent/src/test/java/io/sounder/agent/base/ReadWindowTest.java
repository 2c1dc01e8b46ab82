package io.sounder.agent.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window gives up to its size at a time, however small it is, and where it was told to. */
class ReadWindowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 4095, 4096, 4097, 20_000})
    void readsAllInPiecesOfItsSize(int size) throws IOException {
        byte[] content = new byte[3 * size + 1];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 7);
        }
        ReadWindow window = new ReadWindow(size);
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(content));
        byte[] target = new byte[content.length];
        int count = 0;

        while (count < target.length) {
            int part = window.read(channel, target, count, target.length - count);
            assertThat(part).isBetween(1, size);
            count += part;
        }

        assertThat(target).isEqualTo(content);
        assertThat(window.read(channel, target, 0, 1)).isEqualTo(-1);
    }
}
