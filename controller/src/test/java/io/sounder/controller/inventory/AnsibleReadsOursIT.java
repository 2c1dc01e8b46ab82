package io.sounder.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sounder writes, read by Ansible's programs. */
final class AnsibleReadsOursIT {
    private static final Path CASES =
            Path.of("src/test/resources/inventory/cases").toAbsolutePath();

    @TempDir
    Path folder;

    private static String run(String... words) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin", words[0])), words[0] + " is not installed");
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
        return out;
    }

    /** Our answers as a dynamic inventory give Ansible the same hosts and variables as the files themselves. */
    @Test
    void asADynamicInventory() throws IOException, InterruptedException {
        Path inventory = CASES.resolve("yaml/hosts.yml");
        Invocation ours = Invocation.of("inventory", "-i", inventory.toString(), "--list", "--export");
        Files.writeString(folder.resolve("answer"), ours.out());
        Path script =
                Files.writeString(folder.resolve("script"), "#!/bin/sh\nexec cat '" + folder.resolve("answer") + "'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        String wanted = Invocation.of("inventory", "-i", inventory.toString(), "--host", "deep")
                .out();
        assertThat(run("ansible-inventory", "-i", script.toString(), "--host", "deep"))
                .isEqualTo(wanted);
    }

    @Test
    void asEncryptedFiles() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), "größer als 'p'\n");
        List<String> words = new ArrayList<>(List.of("ansible-vault", "view", "--vault-id", "x@" + password));
        StringBuilder all = new StringBuilder();
        for (int size : List.of(0, 15, 16, 5000)) {
            String content = "ä".repeat(size) + "\n";
            Path file = Files.writeString(folder.resolve("file" + size), content);
            Invocation ours = Invocation.of("vault", "encrypt", "--vault-id", "x@" + password, file.toString());
            assertThat(ours.code()).as(ours.err()).isZero();
            words.add(file.toString());
            all.append(content);
        }
        assertThat(run(words.toArray(String[]::new))).isEqualTo(all.toString());
    }
}
