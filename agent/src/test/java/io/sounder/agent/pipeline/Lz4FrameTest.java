package io.sounder.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.ProcessResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Lz4FrameTest {
    private static final Path LZ4 = Path.of("/usr/bin/lz4");

    @TempDir
    Path folder;

    @Test
    void readsAllFrameKindsOfTheReferenceTool() throws IOException {
        assumeThat(LZ4).as("the lz4 tool").exists();
        for (int size : new int[] {0, 5, 70_000, 3_000_000}) {
            byte[] plain = Samples.mixed(size);
            Path source = Files.write(folder.resolve("plain" + size), plain);
            for (String options : List.of(
                    "-1 -BD", "-9 -BD -B7", "-1 -BI", "-1 -BD -B5 -BX", "-1 --no-frame-crc", "-3 --content-size")) {
                Path target = folder.resolve("stored");
                List<String> command = new ArrayList<>(List.of(LZ4.toString(), "-f", "-q"));
                command.addAll(List.of(options.split(" ")));
                command.addAll(List.of(source.toString(), target.toString()));
                ProcessResult.of(command).orFail();
                assertThat(expand(Files.readAllBytes(target)))
                        .as("%s, %d bytes", options, size)
                        .isEqualTo(plain);
            }
        }
    }

    @Test
    void theReferenceToolReadsOurs() throws IOException {
        assumeThat(LZ4).as("the lz4 tool").exists();
        for (int size : new int[] {0, 5, 70_000, 3_000_000}) {
            for (int level : new int[] {-5, 1, 3, 12}) {
                byte[] plain = Samples.mixed(size);
                Path stored = Files.write(folder.resolve("stored.lz4"), compress(plain, level));
                Path target = folder.resolve("plain");
                ProcessResult.of(List.of(LZ4.toString(), "-d", "-f", "-q", stored.toString(), target.toString()))
                        .orFail();
                assertThat(target).as("level %d, %d bytes", level, size).hasBinaryContent(plain);
            }
        }
    }

    @Test
    void readsTheWalOfTheOriginal() throws IOException {
        Path archive = new GoldenRepository("v245-lz4").unpack(folder).resolve("archive/demo/15-1");
        List<Path> segments;
        try (Stream<Path> all = Files.walk(archive)) {
            segments = all.filter(path -> path.toString().endsWith(".lz4")).toList();
        }
        assertThat(segments).isNotEmpty();
        for (Path segment : segments) {
            byte[] plain = expand(Files.readAllBytes(segment));
            Sha1 sha1 = Sha1.forSmall();
            sha1.update(plain, 0, plain.length);
            assertThat(segment.getFileName().toString()).contains(sha1.hex());
        }
    }

    @Test
    void oneWrongBitNeverGivesOtherContent() throws IOException {
        byte[] plain = Samples.mixed(50_000);
        byte[] stored = compress(plain, 1);
        Random random = new Random(3);
        int noticed = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = stored.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(Arrays.equals(expand(damaged), plain)).isTrue(); // another way to say the same
            } catch (IOException expected) {
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(1900);
    }

    @Test
    void damagedLinkedBlocksNeverLeaveTheirBounds() {
        Random random = new Random(5);
        byte[] output = new byte[70_000 + Lz4Block.SLACK];
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            int start = random.nextInt(1000);
            try {
                int end = Lz4Block.decode(noise, 0, noise.length, output, start, 70_000);
                assertThat(end).isBetween(start, 70_000);
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("lz4");
            }
        }
    }

    private static byte[] compress(byte[] plain, int level) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = CompressType.LZ4.compress(stored, level)) {
            out.write(plain);
        }
        return stored.toByteArray();
    }

    private static byte[] expand(byte[] stored) throws IOException {
        try (InputStream in = CompressType.LZ4.decompress(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        }
    }
}
