package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that cannot be reached, or are not the ones they were: one sentence, exit code 4, nothing done. */
final class UnreachableHostIT {
    @TempDir
    Path folder;

    private Invocation play(String variables) throws IOException {
        Path inventory =
                Files.writeString(folder.resolve("inventory.yml"), "all:\n  hosts:\n    one:\n" + variables.indent(2));
        Path playbook = Files.writeString(folder.resolve("play.yml"), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - command: touch '%s'
                """.formatted(folder.resolve("mark")));
        return Invocation.of("play", "-i", inventory.toString(), playbook.toString());
    }

    private void unreachable(Invocation run, String... parts) {
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out().lines().filter(line -> line.contains("UNREACHABLE!")))
                .as(run.out())
                .hasSize(1);
        assertThat(run.out()).contains(parts).contains("unreachable=1");
        assertThat(folder.resolve("mark")).doesNotExist();
    }

    @Test
    void saysThatNothingListensAtTheAddress() throws IOException {
        unreachable(
                play("    ansible_host: 127.0.0.1\n    ansible_port: " + Sshd.freePort() + "\n"),
                "unable to connect to host 'one'");
    }

    @Test
    void saysWhichKnownKeyHasChangedAndHowToForgetIt() throws IOException {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        try (Sshd sshd = Sshd.start(keys)) {
            Sshd.keyPair(keys.resolve("other"));
            String other = Files.readString(keys.resolve("other.pub"));
            Files.writeString(sshd.knownHosts(), "# known\n[127.0.0.1]:" + sshd.port() + " " + other);
            unreachable(
                    play(sshd.variables()),
                    "the host key of 'one' has changed",
                    "'" + sshd.knownHosts() + "' line 2",
                    "ssh-keygen -f '" + sshd.knownHosts() + "' -R '[127.0.0.1]:" + sshd.port() + "'");
        }
    }
}
