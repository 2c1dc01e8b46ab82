package io.sounder.agent.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.testing.GoldenRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFormatTest {
    @TempDir
    static Path folder;

    static List<String> repositories() {
        return List.of(
                "plain-none", "gz", "lz4-bundle-block", "bz2-tablespace", "v245-lz4", "gz-timeline", "gz-bundle-block");
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void manifestsComeOutAsTheyWentIn(String name) throws IOException {
        List<Path> manifests = files(unpack(name), "/backup.manifest");
        assertThat(manifests).isNotEmpty();
        for (Path file : manifests) {
            Manifest manifest = manifest(file);
            assertThat(text(manifest)).as(file.toString()).isEqualTo(Files.readString(file));
            assertThat(text(manifest.toBuilder().build())).isEqualTo(Files.readString(file));
        }
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void historyManifestsAreTheSameFormat(String name) throws IOException {
        for (Path file : files(unpack(name), ".manifest.gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                assertThat(Manifest.read(in).label().value() + ".manifest.gz")
                        .isEqualTo(String.valueOf(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void storedNamesLeadToFilesOfTheRecordedSize(String name) throws IOException {
        Path repository = unpack(name);
        for (Path path : files(repository, "/backup.manifest")) {
            Manifest manifest = manifest(path);
            for (ManifestFile file : manifest.files()) {
                Path stored = repository.resolve("backup/demo").resolve(manifest.storedName(file));
                if (file.size() == 0 && manifest.data().bundle()) {
                    continue;
                }
                long end = file.stored().bundleOffset() + file.repoSize();
                boolean fits = file.isBundled() ? Files.size(stored) >= end : Files.size(stored) == end;
                assertThat(fits).as(file.name()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void archiveInfoComesOutAsItWentIn(String name) throws IOException {
        Path file = unpack(name).resolve("archive/demo/archive.info");
        try (InputStream in = Files.newInputStream(file)) {
            ArchiveInfo info = ArchiveInfo.read(in);
            if (info.backrestVersion().equals(BackrestVersion.WRITTEN)) {
                assertThat(new String(info.bytes(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
            }
            assertThat(info.archiveId()).isEqualTo("15-1");
        }
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void backupInfoComesOutAsItWentInAndAgreesWithTheManifests(String name) throws IOException {
        Path repository = unpack(name);
        Path file = repository.resolve("backup/demo").resolve("backup.info");
        BackupInfo info;
        try (InputStream in = Files.newInputStream(file)) {
            info = BackupInfo.read(in);
        }
        if (info.backrestVersion().equals(BackrestVersion.WRITTEN)) {
            assertThat(new String(info.bytes(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
        }
        assertThat(info.backups()).isNotEmpty();
        for (BackupLabel label : info.backups().keySet()) {
            Manifest manifest = manifest(repository.resolve("backup/demo").resolve(label + "/backup.manifest"));
            assertThat(BackupEntry.of(manifest)).isEqualTo(info.backups().get(label));
        }
    }

    private static Path unpack(String name) throws IOException {
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            return target.resolve("repo");
        }
        return new GoldenRepository(name).unpack(Files.createDirectory(target));
    }

    private static List<Path> files(Path repository, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static Manifest manifest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Manifest.read(in);
        }
    }

    private static String text(Manifest manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
