package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.config.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/options.md equal to the option table. To write it anew: {@code -Dtest.argLine=-Dsounder.write=true}. */
final class OptionsPageTest {
    @Test
    void theDocumentedOptionsAreThoseOfTheProgram() throws IOException {
        Path page = Path.of(System.getProperty("sounder.root", "..")).resolve("docs/options.md");
        String expected = new OptionsPage(new Manual()).text();
        if (Boolean.getBoolean("sounder.write")) {
            Files.writeString(page, expected);
        }

        assertThat(Files.readString(page)).isEqualTo(expected);
    }
}
