package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import io.sounder.controller.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user that logs in with a password and becomes root with a password, on a real server with a real sudo. */
final class PasswordLoginIT {
    private static final String USER = "sounder-login";
    private static final String SECRET = "correct-horse-7";
    private static final Path RIGHTS = Path.of("/etc/sudoers.d/" + USER);

    @TempDir
    static Path folder;

    private static Sshd sshd;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Sshd.isRoot() && Files.isExecutable(Path.of("/usr/bin/sudo")),
                "only root can make a user that may sudo");
        run("", "useradd", "-M", "-d", "/", "-s", "/bin/sh", USER);
        run(USER + ":" + SECRET, "chpasswd");
        Files.writeString(RIGHTS, USER + " ALL=(ALL) ALL\nDefaults:" + USER + " passwd_tries=2\n");
        sshd = Sshd.start(folder, "PasswordAuthentication yes\n");
    }

    @AfterAll
    static void remove() throws Exception {
        if (Sshd.isRoot()) {
            Files.deleteIfExists(RIGHTS);
            run("", "userdel", "-f", USER);
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    private static void run(String input, String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        process.waitFor();
    }

    /** Plays two tasks, the second one as root. */
    private static Invocation play(String login, String sudo) throws IOException {
        Path inventory =
                Files.writeString(folder.resolve("inventory.yml"), """
                all:
                  hosts:
                    one:
                      ansible_host: 127.0.0.1
                      ansible_port: %d
                      ansible_user: %s
                      ansible_ssh_common_args: -F none -o UserKnownHostsFile=%s -o IdentityAgent=none
                """.formatted(sshd.port(), USER, sshd.knownHosts()));
        Path playbook = Files.writeString(folder.resolve("play.yml"), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - command: id -un
                    - shell: id -un; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'
                      become: true
                """);
        List<String> words = new ArrayList<>(List.of("play", "-vvv", "-i", inventory.toString()));
        Files.writeString(folder.resolve("login"), login + "\n");
        words.addAll(
                List.of("--connection-password-file", folder.resolve("login").toString()));
        if (!sudo.isEmpty()) {
            Files.writeString(folder.resolve("sudo"), sudo + "\n");
            words.addAll(
                    List.of("--become-password-file", folder.resolve("sudo").toString()));
        }
        words.add(playbook.toString());
        Path home = Files.createDirectories(folder.resolve("home"));
        Invocation run = Invocation.in(
                java.util.Map.of("HOME", home.toString(), "XDG_STATE_HOME", home.toString()),
                words.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain(SECRET, "wrong-horse");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(SECRET, "wrong-horse");
            }
        }
        return run;
    }

    @Test
    void logsInAndBecomesRoot() throws IOException {
        Invocation run = play(SECRET, SECRET);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains(USER).contains("ok=2");
    }

    /** A terminal, on which the answers are typed once they are asked for, and which shows what a user would see. */
    private static String typed(String command, String... questionsAndAnswers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        Path home = folder.resolve("home");
        builder.environment().putAll(java.util.Map.of("HOME", home.toString(), "XDG_STATE_HOME", home.toString()));
        Process terminal = builder.start();
        StringBuilder seen = new StringBuilder();
        try (var out = terminal.inputReader();
                var in = terminal.outputWriter()) {
            int next = 0;
            for (int one = out.read(); one >= 0; one = out.read()) {
                seen.append((char) one);
                if (next < questionsAndAnswers.length && seen.toString().endsWith(questionsAndAnswers[next])) {
                    in.write(questionsAndAnswers[next + 1] + "\n");
                    in.flush();
                    next += 2;
                }
            }
        }
        return seen.toString();
    }

    @Test
    void asksForBothPasswordsOnATerminal() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no 'script' that makes a terminal");
        play(SECRET, SECRET);
        String command =
                "'" + ProcessHandle.current().info().command().orElseThrow() + "' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' io.sounder.controller.Main play -k -K -i '"
                        + folder.resolve("inventory.yml") + "' '" + folder.resolve("play.yml") + "'";
        String seen = typed(command, "SSH password: ", SECRET, "BECOME password[defaults to SSH password]: ", "");
        assertThat(seen).contains("ok=2").doesNotContain(SECRET);
    }

    @Test
    void saysThatThePasswordOfSudoIsWrong() throws IOException {
        Invocation run = play(SECRET, "wrong-horse");
        assertThat(run.code()).as(run.out()).isEqualTo(2);
        assertThat(run.out())
                .contains("unable to become user 'root' on host 'one': sudo does not accept the password;"
                        + " give the right one with -K or ansible_become_password");
    }

    @Test
    void saysThatSudoWantsAPassword() throws IOException {
        Invocation run = play(SECRET, "");
        assertThat(run.code()).as(run.out()).isEqualTo(2);
        assertThat(run.out()).contains("a password is required; give it with -K or ansible_become_password");
    }

    @Test
    void saysThatThePasswordOfTheLoginIsWrong() throws IOException {
        Invocation run = play("wrong-horse", "");
        assertThat(run.code()).as(run.out()).isEqualTo(4);
        assertThat(run.out()).contains("UNREACHABLE!").contains("login refused");
    }
}
