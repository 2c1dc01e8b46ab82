package io.sounder.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every option with a value that it cannot have: the original's message tells its type, its range or its words, and that
 * it may not stand on a command line at all if it is secret. Every older spelling in a file beside the current one: the
 * message names both, because they are one option. The program asked is a late release, because earlier ones do not list what is allowed.
 */
final class OriginalValuesIT {
    /** The program asked knows these not yet. */
    private static final Set<Option> LATER = Set.of(
            Option.ARCHIVE_EXPIRE_BEFORE,
            Option.DETAIL_LEVEL,
            Option.OLDEST,
            Option.ALLOW_ROOT,
            Option.PRIORITY,
            Option.TLS_CIPHER_12,
            Option.TLS_CIPHER_13,
            Option.ARCHIVE_PUSH_BATCH_SIZE,
            Option.REPO_SYMLINK,
            Option.REPO_S3_PROCESS_CMD,
            Option.REPO_S3_SERVICE,
            Option.REPO_S3_STS_HOST);

    /** That release says no range, knows fewer words, and takes every text. */
    private static final Set<String> DIFFERENT =
            Set.of("archive-push compress-level", "verify output", "backup pg-host-config");

    private static final Set<Command> UNASKED = Set.of(Command.HELP, Command.VERSION, Command.REPO_CREATE);
    private static final String ACCEPTED = "accepted";
    private static final OptionTable TABLE = OptionTable.load();

    private static @Nullable Path program;

    @TempDir
    private Path folder;

    @BeforeAll
    static void present() {
        program = RealPgBackRest.newerProgram();
    }

    /** One use of an option: by a command that sees it as all do, and by each that sees it otherwise. */
    record Use(Command command, OptionSpec spec) {
        @Override
        public String toString() {
            return command.id() + " " + spec.option().id();
        }
    }

    static Stream<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (OptionSpec general : TABLE.all()) {
            List<OptionSpec> seen = new ArrayList<>();
            for (Command command : Command.values()) {
                OptionSpec spec = CommandSpec.load(command, TABLE).options().get(general.option());
                boolean asked = spec != null && !seen.contains(spec) && spec.role() == null;
                if (asked && !UNASKED.contains(command)) {
                    seen.add(spec);
                    uses.add(new Use(command, spec));
                }
            }
        }
        return uses.stream().filter(use -> !LATER.contains(use.spec().option()));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aWrongValueIsRefusedInTheSameWords(Use use) {
        String argument = "--" + use.spec().option().name(1) + "=" + wrong(use.spec());
        List<String> arguments = List.of("--no-config", argument, use.command().id());
        Map<String, String> environment = surroundings(use.spec());

        String theirs = theirs(arguments, environment);

        Assumptions.assumeFalse(DIFFERENT.contains(use.toString()));
        Assumptions.assumeFalse(theirs.contains("not valid for command"), "only processes of its own may be told so");
        assertThat(ours(arguments, environment)).as(use.toString()).isEqualTo(theirs);
    }

    /** An older spelling in a file, with the number 1 where it has one. */
    record OldName(String name, Use use) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<OldName> oldNames() {
        return uses().filter(use -> use.spec().equals(TABLE.spec(use.spec().option())))
                .flatMap(use -> use.spec().oldNames().stream().map(name -> new OldName(name.replace("N-", "1-"), use)));
    }

    @ParameterizedTest
    @MethodSource("oldNames")
    void anOlderSpellingStandsForTheSameOption(OldName old) throws IOException {
        Path file = folder.resolve("old.conf");
        String value = old.use().spec().switches() ? "y" : "1";
        Files.writeString(
                file,
                "[demo]\n%s=%s\n%s=%s\n"
                        .formatted(old.name(), value, old.use().spec().option().name(1), value));
        List<String> arguments = List.of("--config=" + file, old.use().command().id());
        Map<String, String> environment = Map.of(variable(Option.STANZA), "demo");
        String theirs = theirs(arguments, environment);

        assertThat(theirs).contains("duplicate options", old.name());
        assertThat(ours(arguments, environment)).isEqualTo(theirs);
    }

    /** {@code start} looks at few values itself, so that what is wrong in any of them does not end it. */
    @Test
    void settingsInTheWrongSectionAreWarnedAbout() throws IOException {
        StringBuilder settings = new StringBuilder();
        for (OptionSpec spec : TABLE.all()) {
            String name = spec.option().name(1);
            boolean looked = CommandSpec.load(Command.START, TABLE).options().containsKey(spec.option());
            if (!LATER.contains(spec.option()) && (!looked || spec.section() == Section.COMMAND_LINE)) {
                settings.append(name).append("=y\n");
            }
        }
        Path file = folder.resolve("all.conf");
        Files.writeString(file, "[global]\n" + settings + "[demo]\n" + settings);
        List<String> arguments =
                List.of("--config=" + file, "--log-level-file=off", "--lock-path=" + folder, "--stanza=demo", "start");
        List<String> command = new ArrayList<>(List.of(String.valueOf(program)));
        command.addAll(arguments);

        List<String> theirs = ProcessResult.of(command)
                .orFail()
                .output()
                .lines()
                .map(line -> line.substring(Math.max(0, line.indexOf("configuration file"))))
                .filter(line -> line.startsWith("configuration file"))
                .toList();
        assertThat(theirs).hasSizeGreaterThan(50);
        assertThat(new ConfigLoader(Map.of(), Path.of("/")).load(arguments).warnings())
                .containsExactlyInAnyOrderElementsOf(theirs);
    }

    /** Something that no option of this type takes, if it is checked at all. */
    private static String wrong(OptionSpec spec) {
        return switch (spec.type()) {
            case INTEGER -> "-1000";
            case SIZE -> "9PiB";
            case TIME -> "60w";
            case STRING -> "";
            case BOOLEAN, HASH, LIST, PATH, STRING_ID -> "bogus";
        };
    }

    /** What a command wants before it looks at the option: a cluster, and what the option depends on. */
    private static Map<String, String> surroundings(OptionSpec spec) {
        Map<String, String> environment = new TreeMap<>();
        environment.put(variable(Option.STANZA), "demo");
        environment.put(variable(Option.PG_PATH), "/none");
        for (Need need = spec.need();
                need != null;
                need = TABLE.spec(need.option()).need()) {
            OptionSpec wanted = TABLE.spec(need.option());
            String value = need.values().isEmpty() ? "/any" : need.values().getFirst();
            environment.putIfAbsent(variable(wanted.option()), value);
        }
        environment.remove(variable(spec.option()));
        return environment;
    }

    private static String variable(Option option) {
        return "PGBACKREST_" + option.name(1).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String theirs(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("timeout", "20", "env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(String.valueOf(program));
        command.addAll(arguments);
        String output = ProcessResult.of(command).output();
        int from = output.indexOf("ERROR: [03");
        return from < 0 ? ACCEPTED : plain(output.substring(from + "ERROR: ".length()));
    }

    private static String ours(List<String> arguments, Map<String, String> environment) {
        try {
            new ConfigLoader(environment, Path.of("/")).load(arguments);
            return ACCEPTED;
        } catch (AgentException e) {
            String message = plain("[0" + e.code().code() + "]: " + e.text());
            return message.startsWith("[03") ? message : ACCEPTED;
        }
    }

    /** The message on one line, and the words that are allowed in the order of the alphabet. */
    private static String plain(String message) {
        List<String> lines = message.strip().lines().map(String::strip).toList();
        List<String> hints =
                lines.stream().skip(1).map(OriginalValuesIT::sorted).toList();
        return lines.getFirst() + String.join("", hints);
    }

    private static String sorted(String hint) {
        int from = hint.indexOf(" '");
        if (!hint.startsWith("HINT: allowed values are") || from < 0) {
            return hint;
        }
        return hint.substring(0, from)
                + Stream.of(hint.substring(from).split(",", -1))
                        .map(String::strip)
                        .sorted()
                        .toList();
    }
}
