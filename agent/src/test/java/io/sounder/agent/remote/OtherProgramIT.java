package io.sounder.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other end of a connection is the original, another release of ours, or no such program at all: error 39 says which. */
class OtherProgramIT {
    /** Runs the last argument, which is the command for the other host, on this one. */
    private static final String SSH = "#!/bin/sh\nfor last; do :; done\nexec sh -c \"$last\"\n";

    @TempDir
    Path folder;

    @Test
    void theOriginalAndOursTellOneAnotherApart() throws IOException {
        Path original = RealPgBackRest.program();
        AgentProgram agent = AgentProgram.install(folder.resolve("program"));

        ProcessResult ours = ask(agent.script(), original);
        assertThat(ours.exitCode()).isEqualTo(39);
        assertThat(ours.output())
                .contains("host 'elsewhere' runs pgBackRest 2.", "but this host runs Sounder", "HINT: ");

        ProcessResult theirs = ask(original, agent.script());
        assertThat(theirs.exitCode()).isEqualTo(39);
        assertThat(theirs.output()).contains("greeting key 'name' but got 'Sounder'");
    }

    private ProcessResult ask(Path program, Path there) throws IOException {
        Path ssh = Files.writeString(folder.resolve("ssh"), SSH);
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ProcessResult.of(List.of(
                program.toString(),
                "--no-config",
                "--stanza=demo",
                "--repo1-host=elsewhere",
                "--repo1-host-cmd=" + there,
                "--cmd-ssh=" + ssh,
                "--log-level-file=off",
                "repo-ls"));
    }

    @Test
    void anotherReleaseOfOursIsNotSpokenWith() {
        Greeting own = Greeting.own();
        String sent = "{\"name\":\"Sounder\",\"service\":\"remote\",\"version\":\"9.8.7\",\"protocol\":"
                + Greeting.PROTOCOL + "}\n";
        String later = sent.replace("9.8.7", own.version()).replaceAll("[0-9]+}", "99}");

        assertThat(refusal(sent)).contains("host 'elsewhere' runs Sounder 9.8.7", "install the same release");
        assertThat(refusal(later)).contains("(protocol 99)", "(protocol " + Greeting.PROTOCOL + ")");
        assertThat(refusal("Last login: yesterday\n"))
                .contains("answered 'Last login: yesterday' instead of a greeting", "login script");
    }

    private static String refusal(String line) {
        Frames frames = new Frames(
                new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), OutputStream.nullOutputStream());
        AgentException error = catchThrowableOfType(
                AgentException.class, () -> Greeting.own().expect(frames, "elsewhere", "repo1-host-cmd"));
        assertThat(error.code()).isEqualTo(ErrorCode.PROTOCOL);
        return error.text();
    }
}
