package io.sounder.agent.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.testing.GoldenRepository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The maps that the original wrote are read, and written again to the byte. */
class GoldenBlockMapTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lz4-bundle-block", "gz-bundle-block"})
    void writesTheMapsOfTheOriginal(String fixture) throws IOException {
        Path backups = new GoldenRepository(fixture).unpack(folder).resolve("backup/demo");
        int maps = 0;
        for (Path manifest : manifests(backups)) {
            maps += maps(backups, manifest);
        }
        assertThat(maps).isGreaterThan(50);
    }

    private static List<Path> manifests(Path backups) throws IOException {
        try (Stream<Path> all = Files.walk(backups)) {
            return all.filter(path -> path.endsWith("backup.manifest")).toList();
        }
    }

    private static int maps(Path backups, Path path) throws IOException {
        Manifest manifest;
        try (var in = Files.newInputStream(path)) {
            manifest = Manifest.read(in);
        }
        int maps = 0;
        for (ManifestFile file : manifest.files()) {
            if (file.isBlockIncremental()) {
                byte[] stored = stored(backups.resolve(manifest.storedName(file)), file);
                var blocks = file.stored().blocks();
                var shape = new BlockMap.Shape(
                        blocks.block(),
                        blocks.checksum(),
                        file.size(),
                        manifest.data().references().size());
                assertThat(BlockMap.decode(stored, shape).encode())
                        .as(file.name())
                        .isEqualTo(stored);
                maps++;
            }
        }
        return maps;
    }

    private static byte[] stored(Path path, ManifestFile file) throws IOException {
        byte[] stored = new byte[Math.toIntExact(file.stored().blocks().map())];
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(file.stored().bundleOffset() + file.repoSize() - stored.length);
            in.readFully(stored);
        }
        return stored;
    }
}
