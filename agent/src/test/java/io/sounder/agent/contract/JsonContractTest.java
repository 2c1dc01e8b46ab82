package io.sounder.agent.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.LogLevel;
import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/contracts/json.md. */
class JsonContractTest {
    private static final List<String> KEYS = List.of("archive", "backup", "cipher", "db", "name", "repo", "status");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void standardOutputIsJsonAloneAtEveryLogLevel(LogLevel level) {
        String repository = new GoldenRepository("gz").unpack(folder).toString();
        Json.Members stanza = info(repository, level, "--stanza=demo");
        assertThat(stanza.members().keySet()).containsExactlyElementsOf(KEYS);
        assertThat(status(stanza)).isZero();
    }

    @Test
    void aMissingStanzaIsAStatusNotAnError() {
        Json.Members stanza = info(folder.toString(), LogLevel.WARN, "--stanza=demo");
        assertThat(status(stanza)).isEqualTo(1);
        assertThat(Page.of("json.md").text()).contains("1 missing stanza path");
    }

    private Json.Members info(String repository, LogLevel level, String... more) {
        String name = level.name().toLowerCase(Locale.ROOT);
        InProcess run = InProcess.run(
                "--repo1-path=" + repository,
                "--lock-path=" + folder,
                "--log-level-console=" + name,
                "--log-level-stderr=" + name,
                "--output=json",
                more[0],
                "info");
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output()).as("one line").doesNotContain("\n");
        return JsonText.parse(run.output()).items().getFirst().asObject();
    }

    private static long status(Json.Members stanza) {
        return stanza.required("status").asObject().required("code").number();
    }
}
