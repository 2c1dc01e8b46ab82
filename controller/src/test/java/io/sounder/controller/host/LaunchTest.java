package io.sounder.controller.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {
    @TempDir
    Path folder;

    @Test
    void leavesThePayloadToTheScript() {
        ExecResult result = new LocalConnection("here", folder)
                .exec(ExecRequest.of("read -r a; cat; echo \"[$a]\"\n").with(Payload.of("one\ntwo\n")));
        assertThat(result.out()).isEqualTo("two\n[one]\n");
    }

    @Test
    void putsNeitherScriptNorPasswordOnTheCommandLine() {
        Become become = new Become(true, "other", Become.Method.SUDO, Optional.of("hunter2"));
        String command = new Launch(ExecRequest.of("echo secret").as(become), "me").command();
        assertThat(command).doesNotContain("secret", "hunter2").contains("sudo -H -S");
    }

    @Test
    void becomesNobodyWhenAlreadyThatUser() {
        assertThat(new Launch(ExecRequest.of(":").as(Become.sudo("me")), "me").command())
                .doesNotContain("sudo");
    }

    @Test
    void refusesNamesThatAreNoUsers() {
        Launch launch = new Launch(ExecRequest.of(":").as(Become.sudo("x; rm -rf /")), "me");
        assertThatThrownBy(launch::command).isInstanceOf(BecomeException.class);
    }

    @Test
    void tellsARefusedSudoFromAFailedScript() {
        Launch launch = new Launch(ExecRequest.of(":").as(Become.sudo("other")), "me");
        byte[] said = "sudo: a password is required\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> launch.result(1, new byte[0], said, "h"))
                .isInstanceOf(BecomeException.class)
                .hasMessage("unable to become user 'other' on host 'h': sudo: a password is required;"
                        + " give it with -K or ansible_become_password");
    }

    @Test
    void dropsWhatALoginShellPrints() {
        Launch launch = new Launch(ExecRequest.of(":"), "me");
        byte[] out = "welcome\n--started--\nreal\n".getBytes(StandardCharsets.UTF_8);
        assertThat(launch.result(0, out, new byte[0], "h").out()).isEqualTo("real\n");
    }

    @Test
    void dropsWhatComesAfterTheEnd() {
        Launch launch = new Launch(ExecRequest.of(":"), "me");
        String end = new String(launch.endMark(), StandardCharsets.UTF_8);
        byte[] out = ("--started--\nreal" + end + "stray\n").getBytes(StandardCharsets.UTF_8);
        ExecResult result = launch.result(0, out, ("said\n" + end).getBytes(StandardCharsets.UTF_8), "h");
        assertThat(result.out()).isEqualTo("real");
        assertThat(result.err()).isEqualTo("said\n");
    }

    @Test
    void givesTheExitCodeOfTheScript() {
        LocalConnection here = new LocalConnection("here", folder);
        assertThat(here.exec(ExecRequest.of("exit 7\n")).code()).isEqualTo(7);
        assertThat(here.exec(ExecRequest.of("if\n")).ok()).isFalse();
    }

    @Test
    void runsNoScriptThatCameInPart() throws Exception {
        Launch launch = new Launch(ExecRequest.of("touch a\n#" + "x".repeat(100)), "me");
        Process process = new ProcessBuilder("/bin/sh", "-c", launch.command())
                .directory(folder.toFile())
                .start();
        try (OutputStream out = process.getOutputStream()) {
            byte[] all = launch.stdin().readAllBytes();
            out.write(all, 0, all.length - 50);
        }
        assertThat(process.waitFor()).isEqualTo(126);
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void killsAScriptAfterItsTimeout() {
        LocalConnection here = new LocalConnection("here", folder);
        ExecRequest request = ExecRequest.of("sleep 30\n").within(Duration.ofMillis(300));
        assertThatThrownBy(() -> here.exec(request)).isInstanceOf(ExecTimeoutException.class);
    }
}
