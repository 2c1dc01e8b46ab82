package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners that root gives to files that are reached by a link, and to links. */
class FileMetadataTest {
    @TempDir
    private Path folder;

    private Path file;
    private Path link;

    @BeforeEach
    void linkAFile() throws IOException {
        assumeTrue(Unprivileged.root(), "only root gives files away");
        file = Files.createFile(folder.resolve("file"));
        link = Files.createSymbolicLink(folder.resolve("link"), file);
    }

    @Test
    void aFileThatIsLinkedGetsTheOwner() throws IOException {
        new FileMetadata(folder).apply(link, 0600, Optional.of(Unprivileged.user()), Optional.empty());
        assertThat(Files.getOwner(file)).hasToString(Unprivileged.user());
        assertThat(FileMetadata.mode(file)).isEqualTo(0600);
        assertThat(Files.getOwner(link, LinkOption.NOFOLLOW_LINKS)).hasToString("root");
    }

    @Test
    void aLinkGetsItsOwn() throws IOException {
        new FileMetadata(folder).ownLink(link, Optional.of(Unprivileged.user()), Optional.empty());
        assertThat(Files.getOwner(link, LinkOption.NOFOLLOW_LINKS)).hasToString(Unprivileged.user());
        assertThat(Files.getOwner(file)).hasToString("root");
    }
}
