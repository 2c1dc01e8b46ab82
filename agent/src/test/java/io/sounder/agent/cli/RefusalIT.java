package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that cannot be obeyed: one sentence, the right exit code, and a repository as it was before. */
class RefusalIT {
    private static ProtectedCluster cluster;
    private static AgentProgram agent;

    private Map<String, String> before;

    @BeforeAll
    static void start() {
        cluster = ProtectedCluster.start();
        agent = cluster.agent();
        agent.run("backup").orFail();
        agent.run("check").orFail();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void look() {
        before = cluster.content();
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(cluster.changesSince(before)).isEmpty();
    }

    @Test
    void anUnknownOption() {
        Refusal.require(agent.run("backup", "--no-such-thing"), 31, "'--no-such-thing'");
    }

    @Test
    void aStanzaThatWasNeverCreated() {
        Path empty = cluster.postgres().folder("empty");
        AgentProgram elsewhere = agent.with("--repo1-path=" + empty);
        Refusal.require(elsewhere.run("backup"), 55, "unable to load info file '" + empty);
        Refusal.require(elsewhere.run("check"), 55, "unable to load info file '" + empty);
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void anotherClusterOnTheSameStanza() {
        try (EmbeddedPostgres other = EmbeddedPostgres.create(15).set("archive_mode", "off")) {
            other.start();
            AgentProgram theirs = agent.with("--pg1-path=" + other.data(), "--pg1-socket-path=" + other.socketFolder());
            Refusal.require(theirs.run("stanza-create"), 28, "do not match");
            archiveModeOff(theirs.with("--repo1-path=" + other.folder("repo")));
        }
    }

    private static void archiveModeOff(AgentProgram theirs) {
        theirs.run("stanza-create").orFail();
        Refusal.require(theirs.run("backup"), 87, "archive_mode must be enabled");
        Refusal.require(theirs.run("check"), 87, "archive_mode must be enabled");
    }

    @Test
    void aRepositoryThatMayNotBeWritten() throws IOException {
        Path closed = cluster.postgres().folder("closed");
        mode(closed, "r-xr-xr-x");
        Refusal.require(
                agent.with("--repo1-path=" + closed).run("stanza-create"),
                47,
                "unable to create path '" + closed + "/archive/demo': [13] Permission denied");
        assertThat(closed).isEmptyDirectory();
        Path backups = cluster.repository().resolve("backup/demo");
        mode(backups, "r-xr-x---");
        try {
            Refusal.require(agent.run("backup"), 47, "unable to create path '" + backups);
        } finally {
            mode(backups, "rwxr-x---");
        }
    }

    @Test
    void aTargetBeforeTheArchiveBegins() {
        Path target = cluster.postgres().folder("target");
        Refusal.require(
                agent.with("--pg1-path=" + target).run("restore", "--type=time", "--target=2000-01-01 00:00:00+00"),
                75,
                "2000-01-01");
        assertThat(target).isEmptyDirectory();
    }

    private static void mode(Path folder, String bits) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(bits));
    }
}
