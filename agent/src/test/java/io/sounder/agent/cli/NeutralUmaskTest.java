package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.os.Umask;
import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under a strict mask a repository still gets the modes that others rely on, unless its owner wants otherwise. */
class NeutralUmaskTest {
    private static final int STRICT = 077;

    @TempDir
    private Path folder;

    private int before;

    @BeforeEach
    void setMask() {
        before = Umask.set(STRICT);
    }

    @AfterEach
    void resetMask() {
        Umask.set(before);
    }

    @Test
    void filesAndFoldersGetTheModesOfTheOriginal() throws IOException {
        assertThat(create("neutral")).containsExactlyInAnyOrder("f rw-r-----", "d rwxr-x---");
        assertThat(Umask.set(STRICT)).as("the mask afterwards").isEqualTo(STRICT);
    }

    @Test
    void theMaskIsObeyedWhenAsked() throws IOException {
        assertThat(create("masked", "--no-neutral-umask")).containsExactlyInAnyOrder("f rw-------", "d rwx------");
    }

    private Set<String> create(String name, String... more) throws IOException {
        Path data = folder.resolve("data");
        ControlFiles.write(data, 5);
        Path repository = folder.resolve(name);
        String[] options = {
            "--stanza=demo",
            "--repo1-path=" + repository,
            "--pg1-path=" + data,
            "--lock-path=" + folder.resolve("lock"),
            "--log-level-file=off",
            "--no-online",
            "stanza-create"
        };
        InProcess created =
                InProcess.run(Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new));
        assertThat(created.exitCode()).as(created.errors() + created.output()).isZero();
        return modes(repository);
    }

    private static Set<String> modes(Path repository) throws IOException {
        Set<String> modes = new HashSet<>();
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                modes.add((Files.isDirectory(path) ? "d " : "f ")
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        return modes;
    }
}
