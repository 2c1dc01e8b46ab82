package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sounder.agent.testing.RecordingLog;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
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

    @Test
    void whatUnknownOwnersHadGoesToThatOfTheDataFolder() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Unprivileged.own(data);
        FileMetadata metadata = new FileMetadata(data);
        RecordingLog log = new RecordingLog();

        metadata.apply(file, 0640, Optional.of("no-such-user"), Optional.of("no-such-group"));
        new OwnerWarnings(metadata, log)
                .warn(Set.of("no-such-user", Unprivileged.user()), Set.of("no-such-group", "root"));

        assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(data));
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(Files.getAttribute(data, "unix:gid"));
        assertThat(log.text().lines())
                .hasSize(2)
                .anyMatch(
                        line -> line.contains("unknown user 'no-such-user' in backup manifest mapped to current user"))
                .anyMatch(line -> line.contains("unknown group 'no-such-group' in backup manifest mapped to"));
    }
}
