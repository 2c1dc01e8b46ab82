package io.sounder.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that the build copied to {@code target/postgres}, unpacked once. Only {@code initdb}, {@code
 * pg_ctl} and {@code postgres} are among them.
 */
final class PostgresBinaries {
    private static final Path JARS =
            Path.of(System.getProperty("sounder.root", "..")).resolve("agent/target/postgres");

    private PostgresBinaries() {}

    /** The installation folder of a major version; skips the test when the build could not fetch it. */
    static synchronized Path of(int major) {
        Path jar = JARS.resolve("postgres-" + major + ".jar");
        Assumptions.assumeTrue(Files.exists(jar), "PostgreSQL " + major + " is not in " + JARS);
        Path folder = Unprivileged.reaches(JARS)
                ? JARS.resolve(String.valueOf(major))
                : Path.of(System.getProperty("java.io.tmpdir"), "sounder-postgres-" + major);
        if (!Files.exists(folder)) {
            unpack(jar, folder);
        }
        return folder;
    }

    private static void unpack(Path jar, Path folder) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            Path unfinished = Files.createTempDirectory(folder.getParent(), "unpack");
            Files.setPosixFilePermissions(
                    unfinished, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            try (InputStream archive = new XZInputStream(zip.getInputStream(entry))) {
                untar(archive, unfinished);
            }
            Files.move(unfinished, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another run was faster; both are the same.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void untar(InputStream archive, Path folder) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", folder.toString(), "--no-same-owner")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream input = tar.getOutputStream()) {
            archive.transferTo(input);
        }
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar failed to unpack to " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
