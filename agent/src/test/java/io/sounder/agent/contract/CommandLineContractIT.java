package io.sounder.agent.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.ProtectedCluster;
import io.sounder.agent.testing.Refusal;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/contracts/command-line.md: every call that is listed there, with its exit codes. */
class CommandLineContractIT {

    @Test
    void thePageListsTheseCalls() {
        assertThat(Page.of("command-line.md").rows())
                .as("calls of the page; a new one needs an assertion below")
                .containsExactly(
                        "pgbackrest --stanza=S stanza-create",
                        "pgbackrest --stanza=S stanza-upgrade",
                        "pgbackrest --stanza=S check",
                        "pgbackrest --stanza=S --type=full\\|diff\\|incr backup",
                        "pgbackrest --stanza=S archive-push %p",
                        "pgbackrest --config=F --stanza=S archive-get %f \"%p\"",
                        "pgbackrest --config=F --stanza=S … restore",
                        "pgbackrest --stanza=S --force stop`, `start`, `--force stanza-delete",
                        "pgbackrest --config=F --stanza=S --output=json info",
                        "pgbackrest --config=F --stanza=S repo-ls --recurse --output=json archive/S/ID",
                        "pgbackrest --config=F --stanza=S repo-get archive/S/ID/T.history",
                        "pgbackrest --stanza=S [--output=text\\|json] verify",
                        "pgbackrest version");
    }

    @Test
    void everyCallAnswersAsThePageSays() throws IOException {
        try (ProtectedCluster cluster = ProtectedCluster.start()) {
            AgentProgram agent = cluster.agent();
            agent.run("stanza-create").orFail();
            agent.run("stanza-upgrade").orFail();
            agent.run("check").orFail();
            List<String> all = new ArrayList<>(agent.line("check", "--log-level-console=info"));
            all.removeIf(word -> word.startsWith("--stanza"));
            assertThat(ProcessResult.of(Unprivileged.command(all)).orFail().output())
                    .containsSubsequence("check stanza 'demo'", "successfully archived");
            agent.run("--type=full", "backup").orFail();
            agent.run("--type=diff", "backup").orFail();
            agent.run("--type=incr", "backup").orFail();
            assertThat(agent.run("--output=json", "info").orFail().output())
                    .startsWith("[{")
                    .contains("\"type\":\"incr\"");
            assertThat(agent.run("--output=json", "verify").orFail().output())
                    .startsWith("{\"archive\":[{")
                    .contains("\"status\":{\"code\":0,\"message\":\"ok\"}}");
            archive(cluster, agent);
            restore(cluster, agent);
            lookIntoArchive(cluster, agent);
            archivingThatIsNotOurs(cluster, agent);
            agent.run("--force", "stop").orFail();
            agent.run("start").orFail();
            cluster.postgres().stop();
            agent.run("--force", "stop").orFail();
            agent.run("--force", "stanza-delete").orFail();
            assertThat(cluster.repository().resolve("backup/demo")).doesNotExist();
        }
    }

    private static void archive(ProtectedCluster cluster, AgentProgram agent) {
        String name = cluster.postgres().query("select pg_walfile_name(pg_switch_wal())");
        agent.run(
                        "archive-push",
                        cluster.postgres().data().resolve("pg_wal/" + name).toString())
                .orFail();
        Path target = cluster.postgres().folder("wal").resolve("got");
        agent.run("archive-get", name, target.toString()).orFail();
        assertThat(target).hasSize(16 << 20);
        Path missing = target.resolveSibling("missing");
        assertThat(agent.run("archive-get", "0000000100000000000000FF", missing.toString())
                        .exitCode())
                .isEqualTo(1);
        assertThat(missing).doesNotExist();
    }

    private static void lookIntoArchive(ProtectedCluster cluster, AgentProgram agent) throws IOException {
        Path history = cluster.postgres().data().resolve("pg_wal/00000002.history");
        String text = "1\t0/3000000\tno recovery target specified\n";
        Files.writeString(history, text);
        Unprivileged.own(history);
        agent.run("archive-push", history.toString()).orFail();
        Files.delete(history);

        String listed = agent.run("repo-ls", "--recurse", "--output=json", "archive/demo/15-1")
                .orFail()
                .output();
        assertThat(listed).containsPattern("\"00000002\\.history\":\\{\"type\":\"file\",\"size\":\\d+,\"time\":\\d+}");
        assertThat(agent.run("repo-get", "archive/demo/15-1/00000002.history")
                        .orFail()
                        .output())
                .isEqualTo(text);
    }

    private static void restore(ProtectedCluster cluster, AgentProgram agent) {
        Refusal.require(agent.run("--delta", "restore"), 38, "PostgreSQL");
        Path target = cluster.postgres().folder("target");
        AgentProgram elsewhere = agent.with("--pg1-path=" + target);
        Refusal.require(elsewhere.run("--set=20200101-000000F", "restore"), 75, "20200101-000000F");
        elsewhere.run("restore").orFail();
        assertThat(target.resolve("recovery.signal")).exists();
    }

    private static void archivingThatIsNotOurs(ProtectedCluster cluster, AgentProgram agent) {
        cluster.archiveBy("cp %p /dev/null");
        Refusal.require(agent.run("check"), 68, "archive_command");
        // The name is all that check looks at.
        cluster.archiveBy("test -z pgbackrest");
        Refusal.require(agent.run("--archive-timeout=1", "check"), 82, "WAL segment");
    }

    @Test
    void theVersionComesFirst() {
        List<String> lines = InProcess.run("version").output().lines().toList();
        assertThat(lines.get(0)).matches("pgBackRest \\d+\\.\\d+(\\.\\d+)?");
        assertThat(lines.get(1)).startsWith("Sounder ");
        assertThat(lines).hasSize(2);
    }
}
