package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind: the log that can be read back, the retry file, one JSON document. */
class RunsCommandTest {
    private static final String PLAYBOOK = """
            - name: Fail
              hosts: all
              gather_facts: false
              connection: local
              tasks:
                - name: Tell nobody
                  fail:
                    msg: the secret geheim
                  no_log: true
                  ignore_errors: true
                - name: Give up
                  fail:
                    msg: given up
                  when: inventory_hostname == 'h2'
            """;

    @TempDir
    Path folder;

    private Path playbook;
    private Map<String, String> environment;

    @BeforeEach
    void write() throws IOException {
        playbook = Files.writeString(folder.resolve("a-playbook-with-a-long-name.yml"), PLAYBOOK);
        environment = Map.of(
                "SOUNDER_STATE",
                folder.resolve("state").toString(),
                "ANSIBLE_RETRY_FILES_ENABLED",
                "true",
                "ANSIBLE_RETRY_FILES_SAVE_PATH",
                folder.resolve("retry").toString());
    }

    private Invocation play(String... more) {
        String[] words = Stream.concat(Stream.of("play", "-i", "h1,h2,", playbook.toString()), Stream.of(more))
                .toArray(String[]::new);
        return Invocation.in(environment, words);
    }

    @Test
    void aRunCanBeReadBackWithoutItsSecrets() throws IOException {
        assertThat(play("-l", "h1,h2", "-t", "all").code()).isEqualTo(2);
        Invocation table = Invocation.in(environment, "runs");
        assertThat(table.code()).isZero();
        assertThat(table.out().lines()).hasSize(2).allMatch(line -> line.length() <= 80);
        String id = table.out().lines().skip(1).findFirst().orElseThrow().split(" ", -1)[0];

        Invocation shown = Invocation.in(environment, "runs", "show", id);
        assertThat(shown.out())
                .contains("result    failed in ")
                .contains("failed: [h2] Give up (", "    given up\n")
                .contains("h1                         : ok=1 ")
                .doesNotContain("geheim");
        assertThat(Files.readString(folder.resolve("state/runs/" + id + ".json")))
                .contains("given up")
                .doesNotContain("geheim");
        JsonNode json = new ObjectMapper()
                .readTree(Invocation.in(environment, "runs", "--output=json").out());
        assertThat(json.get(0).get("stats").get("h2").get("failures").asInt()).isEqualTo(1);
    }

    @Test
    void aRunThatIsNotKeptIsAnError() {
        Invocation shown = Invocation.in(environment, "runs", "show", "../x");
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.errors()).containsExactly("ERROR: there is no run '../x'");
        assertThat(Invocation.in(environment, "runs").out()).isEqualTo("no runs are kept\n");
    }

    @Test
    void hostsThatFailedGoToTheRetryFile() throws IOException {
        Invocation run = play();
        Path file = folder.resolve("retry/a-playbook-with-a-long-name.retry");
        assertThat(Files.readString(file)).isEqualTo("h2\n");
        assertThat(run.out()).contains("\tto retry, use: --limit @" + file + "\n");
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() throws IOException {
        Invocation run = play("--output=json", "--profile");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.fieldNames()).toIterable().containsExactly("plays", "stats", "warnings");
        JsonNode tasks = json.get("plays").get(0).get("tasks");
        assertThat(tasks.get(0).get("hosts").get("h1").has("censored")).isTrue();
        assertThat(tasks.get(1).get("hosts").get("h2").get("status").asText()).isEqualTo("failed");
        assertThat(run.out()).doesNotContain("geheim");
        assertThat(run.err()).contains("TASK TIMES", "HOST TIMES");
    }
}
