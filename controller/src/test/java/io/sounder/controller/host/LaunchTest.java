package io.sounder.controller.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                .hasMessage("unable to become user 'other' on host 'h': sudo: a password is required");
    }

    @Test
    void dropsWhatALoginShellPrints() {
        Launch launch = new Launch(ExecRequest.of(":"), "me");
        byte[] out = "welcome\n--started--\nreal\n".getBytes(StandardCharsets.UTF_8);
        assertThat(launch.result(0, out, new byte[0], "h").out()).isEqualTo("real\n");
    }

    @Test
    void killsAScriptAfterItsTimeout() {
        LocalConnection here = new LocalConnection("here", folder);
        ExecRequest request = ExecRequest.of("sleep 30\n").within(Duration.ofMillis(300));
        assertThatThrownBy(() -> here.exec(request)).isInstanceOf(ExecTimeoutException.class);
    }
}
