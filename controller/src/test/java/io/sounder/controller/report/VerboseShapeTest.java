package io.sounder.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code -v} and {@code -vv} print between the first play and the recap, compared with what Ansible printed. */
final class VerboseShapeTest {
    private static final String FOLDER = "/io/sounder/controller/report/console/";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-v", "-vv"})
    void printsWhatAnsiblePrints(String verbosity) throws IOException {
        for (String name : List.of("verbose.yml", "more.yml")) {
            Files.writeString(folder.resolve(name), resource(name));
        }
        Files.writeString(folder.resolve("inventory.ini"), "one ansible_connection=local\n");
        Invocation run = Invocation.of(
                "play",
                "-i",
                folder.resolve("inventory.ini").toString(),
                folder.resolve("verbose.yml").toString(),
                verbosity);
        assertThat(plain(run.out().replace(folder.toString(), "FOLDER")))
                .isEqualTo(plain(resource("ansible" + verbosity + ".txt")));
    }

    /** Without what Ansible tells of itself, of times, and of handlers that will run. */
    private static String plain(String text) {
        return text.substring(text.indexOf("PLAY ["))
                .replaceAll("\"(start|end|delta)\": \"[^\"]*\"", "\"$1\": \"TIME\"")
                .replaceAll("NOTIFIED HANDLER .*\n", "");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = VerboseShapeTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
