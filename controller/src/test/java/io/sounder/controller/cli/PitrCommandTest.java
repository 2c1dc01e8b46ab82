package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.base.ControllerException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the short words for recoveries come to. */
class PitrCommandTest {
    private final List<String> played = new ArrayList<>();

    @BeforeAll
    static void startFromTheCheckout() {
        System.setProperty("sounder.command", "../bin/sounder");
    }

    @AfterAll
    static void forget() {
        System.clearProperty("sounder.command");
    }

    private int run(String line) {
        CommandLine commands = new CommandLine(CommandSpec.create()
                .addSubcommand("pitr", PitrCommand.pitr())
                .addSubcommand("fork", PitrCommand.fork()));
        return new PitrCommand(commands.parseArgs(line.split(" ")).subcommand(), words -> {
                    played.addAll(List.of(words));
                    return 7;
                })
                .run();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pitr plan pg-test --time 2026-11-22 | -l pg-test -e {\"pg_pitr\": {\"time\": \"2026-11-22\"}} -t plan",
                "pitr run pg-test --xid 7 -X -P -y | -l pg-test -e {\"pg_pitr\": {\"action\": \"promote\", \"exclusive\": true, \"xid\": \"7\"}} -e pg_pitr_yes=true",
                "pitr run pg-test | -l pg-test -e {\"pg_pitr\": {}}",
                "pitr continue pg-test -i hosts | -l pg-test -i hosts",
                "pitr promote pg-test -v -v | -l pg-test -t promote -v -v",
                "pitr undo pg-test | -l pg-test -t undo",
                "fork pg-meta pg-meta2 --name x -e a=1 | -l pg-meta2 -e {\"pg_pitr\": {\"cluster\": \"pg-meta\", \"name\": \"x\"}} -e a=1",
            })
    void playsThePlaybook(String line, String expected) {
        assertThat(run(line)).isEqualTo(7);
        assertThat(played.getFirst()).isEqualTo("play");
        assertThat(played.get(1)).endsWith("/pgsql-pitr.yml");
        assertThat(String.join(" ", played.subList(2, played.size()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pitr rewind pg-test | 'rewind' is nothing to do to a recovery",
                "pitr undo pg-test --time now | 'undo' goes on with the recovery that is under way and takes no target"
            })
    void refusesWhatItCannotDo(String line, String sentence) {
        assertThatThrownBy(() -> run(line))
                .isInstanceOf(ControllerException.class)
                .hasMessageContaining(sentence);
        assertThat(played).isEmpty();
    }
}
