package io.sounder.controller.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.host.ExecRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text of a resident shell, run by the shell of this machine. */
final class WorkerTextTest {
    @Test
    void leavesNeitherProcessNorFolderWhenTheControllerIsGone() throws Exception {
        String id = "test" + ProcessHandle.current().pid() + "x" + System.nanoTime();
        Process shell = new ProcessBuilder("/bin/sh", "-c", WorkerText.worker(id, Duration.ofSeconds(1))).start();
        Path kept;
        try (OutputStream orders = shell.getOutputStream();
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
            try (Order order = Order.of(ExecRequest.of("echo \"$_d\"\n"), "node")) {
                orders.write(WorkerText.order(id, 1, order));
                orders.flush();
            }
            assertThat(answers.readLine()).startsWith(WorkerText.greeting(id));
            assertThat(answers.readLine()).isEqualTo("end 1 0");
            kept = Path.of(answers.readLine());
            assertThat(kept).isDirectory();
        }
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 6000 && (Files.exists(kept) || !processes(id).isEmpty()); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(kept).doesNotExist();
        assertThat(processes(id)).isEmpty();
    }

    /** The processes that have the word in their command line, as a shell and what it forked have its text. */
    private static List<Path> processes(String word) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(each -> commandLine(each).contains(word)).toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
