package io.sounder.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Control files and WAL headers with random damage. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedServerFilesTest {
    private static final int ROUNDS = 5000;

    @TempDir
    private Path folder;

    @Test
    void controlFiles() throws IOException {
        ControlFiles.write(folder, 7);
        byte[] good = Files.readAllBytes(folder.resolve(ControlFile.NAME));
        new Damage(ROUNDS, good).feed(content -> {
            ControlFile read = ControlFile.parse(content);
            assertThat(read.walSegmentSize()).isEqualTo(1 << 20);
        });
        new Damage(ROUNDS, good).feed(content -> ControlFile.parse(content, Optional.of(PgVersion.V16)));
    }

    @Test
    void walHeaders() {
        byte[] good = new byte[WalHeader.LENGTH];
        ByteBuffer.wrap(good)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) 0xD110)
                .putShort(2, (short) 2)
                .putInt(4, 1)
                .putLong(8, 16 << 20)
                .putLong(24, 7)
                .putInt(32, 16 << 20)
                .putInt(36, 8192);
        assertThat(WalHeader.parse(good).segmentSize()).isEqualTo(16 << 20);
        new Damage(ROUNDS, good).feed(content -> {
            int size = WalHeader.parse(content).segmentSize();
            assertThat(Integer.bitCount(size)).isEqualTo(1);
            assertThat(size).isBetween(1 << 20, 1 << 30);
        });
    }
}
