package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on hosts: a sentence about the host that it concerns, and the others go on. */
final class TroubledHostsIT {
    @TempDir
    Path folder;

    private static String host(String name, Sshd sshd, Path known) {
        return "    " + name + ":\n"
                + sshd.variables()
                        .replace(sshd.knownHosts().toString(), known + " -o HostKeyAlias=" + name)
                        .replaceAll("(?m)^ {4}", "      ");
    }

    private Invocation play(String hosts, String tasks) throws IOException {
        Path inventory = Files.writeString(folder.resolve("inventory.yml"), "all:\n  hosts:\n" + hosts);
        Path playbook = Files.writeString(
                folder.resolve("play.yml"), "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
        return Invocation.of("play", "-i", inventory.toString(), playbook.toString());
    }

    /** Two hosts on one server, each with a connection of its own. */
    private String two(Sshd sshd) throws IOException {
        Path known = folder.resolve("known");
        Files.writeString(known, "one,two " + sshd.hostKey() + "\n");
        return host("one", sshd, known) + host("two", sshd, known);
    }

    private Sshd sshd(String name) throws IOException {
        return Sshd.start(Files.createDirectory(folder.resolve(name)));
    }

    private static String recap(Invocation run, String host) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(host + " ") && line.contains("ok="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.out()));
    }

    @Test
    void goesOnAfterABrokenLinkWithoutDoingATaskTwice() throws IOException {
        try (Sshd sshd = sshd("sshd")) {
            // The first process above that is a server's is that of this connection.
            Invocation run = play(two(sshd), """
                    - name: append
                      shell: |
                        echo line >> '%1$s/{{ inventory_hostname }}.lines'
                        p=$PPID
                        until case $(cat /proc/$p/comm) in sshd*) true ;; *) false ;; esac; do
                        read -r s </proc/$p/stat; set -- ${s##*) }; p=$2
                        done
                        {%% if inventory_hostname == 'one' %%}kill -9 $p{%% endif %%}

                        sleep 1; echo ended
                      register: said
                    - assert: { that: said.stdout == 'ended' }
                    - command: wc -l %1$s/{{ inventory_hostname }}.lines
                      register: counted
                    - assert: { that: counted.stdout.startswith('1 ') }
                    """.formatted(folder));
            assertThat(run.code()).as(run.out()).isZero();
            assertThat(recap(run, "one")).contains("ok=4", "changed=2");
            assertThat(recap(run, "two")).contains("ok=4", "changed=2");
        }
    }

    @Test
    void losesAHostThatIsKilledAndKeepsTheOthers() throws IOException {
        try (Sshd lost = sshd("lost");
                Sshd kept = sshd("kept")) {
            Invocation run = play(
                    host("one", lost, lost.knownHosts()).replace(" -o HostKeyAlias=one", "")
                            + host("two", kept, kept.knownHosts()).replace(" -o HostKeyAlias=two", ""),
                    """
                    - raw: "{%% if inventory_hostname == 'one' %%}kill -9 %d $PPID; sleep 2; {%% endif %%}echo said"
                    - command: 'true'
                    """.formatted(lost.pid()));
            assertThat(run.code()).as(run.out()).isEqualTo(4);
            assertThat(run.out()).contains("[one]: UNREACHABLE!").contains("unable to connect to host 'one'");
            assertThat(recap(run, "one")).contains("ok=0", "unreachable=1");
            assertThat(recap(run, "two")).contains("ok=2", "unreachable=0");
        }
    }

    @Test
    void takesNoMoreOutputThanItCanKeep() throws IOException {
        try (Sshd sshd = sshd("sshd")) {
            Invocation run = play(two(sshd), """
                    - name: flood
                      shell: |
                        {% if inventory_hostname == 'one' %}head -c 100000000 /dev/zero{% else %}printf 'a\\377\\001b'{% endif %}

                      register: said
                    - command: printf %s {{ said.stdout | length }}
                    """);
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            // A small /dev/shm is full before.
            assertThat(run.out())
                    .containsPattern(
                            "the script wrote 100000000 bytes to its standard output on host 'one', of which at most"
                                    + " 16777216 are taken|no room on host 'one'");
            assertThat(recap(run, "one")).contains("failed=1");
            assertThat(recap(run, "two")).contains("ok=2", "failed=0");
        }
    }

    @Test
    void saysThatADiskIsFullAndThatSudoRefuses() throws Exception {
        Assumptions.assumeTrue(Sshd.isRoot(), "only root can mount a small file system and become anybody");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=64k", "small", disk.toString()), "may not mount here");
        try (Sshd sshd = sshd("sshd")) {
            Files.write(folder.resolve("large"), new byte[200_000]);
            Invocation run = play(two(sshd), """
                    - copy:
                        src: %1$s/large
                        dest: "{{ '%1$s/disk/large' if inventory_hostname == 'one' else '%1$s/copy' }}"
                    - command: id
                      become: true
                      become_user: nosuchuser
                    """.formatted(folder));
            assertThat(run.code()).as(run.out()).isEqualTo(2);
            assertThat(run.out())
                    .contains("No space left on device")
                    .contains("unable to become user 'nosuchuser' on host 'two'");
            try (var left = Files.list(disk)) {
                assertThat(left.toList()).isEmpty();
            }
            assertThat(recap(run, "one")).contains("ok=0", "failed=1");
            assertThat(recap(run, "two")).contains("ok=1", "failed=1");
        } finally {
            ran("umount", disk.toString());
        }
    }

    private static boolean ran(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(words)).inheritIO().start().waitFor() == 0;
    }
}
