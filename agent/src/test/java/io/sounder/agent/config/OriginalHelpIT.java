package io.sounder.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.config.Manual.OptionEntry;
import io.sounder.agent.testing.ProcessResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The option table against what the original says in its help. It is release 2.45, and the table is that of 2.59; what
 * has changed between them is listed here, so that every other deviation is found.
 */
final class OriginalHelpIT {
    private static final Path PROGRAM = Path.of("/usr/bin/pgbackrest");
    private static final Pattern OPTION = Pattern.compile("^  --([a-z0-9-]+)\\s*(.*)$");
    private static final Pattern MORE = Pattern.compile("^ {12,}(\\S.*)$");
    private static final Pattern DEFAULT = Pattern.compile("default=([^\\]]*)]");
    private static final Pattern COMMAND = Pattern.compile("^    ([a-z-]+) {2,}\\S.*$");

    /** No longer accepted by these commands, because they start no processes, or ask no server. */
    private static final Set<String> GONE = Set.of(
            "archive-get db-timeout",
            "archive-push db-timeout",
            "check cmd",
            "info cmd",
            "manifest cmd",
            "repo-create cmd",
            "repo-create db-timeout",
            "repo-get cmd",
            "repo-get db-timeout",
            "repo-ls cmd",
            "repo-ls db-timeout",
            "repo-put cmd",
            "repo-put db-timeout",
            "repo-rm cmd",
            "repo-rm db-timeout",
            "stanza-create cmd",
            "stanza-delete cmd",
            "stanza-upgrade cmd");

    /** Defaults that have changed. */
    private static final Map<String, String> CHANGED =
            Map.of("log-level-stderr", "off", "compress-level-network", "1", "protocol-timeout", "1860000ms");

    @BeforeAll
    static void present() {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "no original pgbackrest at " + PROGRAM);
    }

    @Test
    void allCommandsAreKnownAndShown() {
        Set<String> theirs = ProcessResult.of(List.of(PROGRAM.toString(), "help"))
                .output()
                .lines()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = new Manual()
                .commands().stream()
                        .filter(entry -> !entry.internal())
                        .map(entry -> entry.command().id())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ours).isEqualTo(theirs);
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HELP", "VERSION"})
    void everyOptionIsKnownWithItsDefault(Command command) {
        Map<String, OptionEntry> ours = new TreeMap<>();
        for (OptionEntry entry : new Manual().options(command)) {
            ours.put(entry.option().id(), entry);
        }
        Map<String, String> theirs = options(command);

        assertThat(theirs).isNotEmpty();
        theirs.forEach((name, text) -> {
            if (!GONE.contains(command.id() + " " + name)) {
                assertThat(ours).as(command.id()).containsKey(name);
                assertThat(fallback(ours.get(name)))
                        .as(command.id() + " --" + name)
                        .isEqualTo(expected(name, text, ours.get(name)));
            }
        });
    }

    private static Map<String, String> options(Command command) {
        Map<String, String> options = new TreeMap<>();
        String current = "";
        for (String line : ProcessResult.of(List.of(PROGRAM.toString(), "help", command.id()))
                .output()
                .lines()
                .toList()) {
            Matcher option = OPTION.matcher(line);
            Matcher more = MORE.matcher(line);
            if (option.matches()) {
                current = option.group(1);
                options.put(current, option.group(2));
            } else if (more.matches() && !current.isEmpty()) {
                options.merge(current, more.group(1), (before, text) -> before + " " + text);
            }
        }
        return options;
    }

    private static Optional<String> expected(String name, String text, OptionEntry entry) {
        Matcher found = DEFAULT.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.of(CHANGED.getOrDefault(name, plain(entry, found.group(1))));
    }

    private static Optional<String> fallback(OptionEntry entry) {
        String text = entry.fallback();
        boolean depends = text.contains(":");
        if (text.equals("-") || text.equals("!") || depends) {
            return Optional.empty();
        }
        return Optional.of(plain(entry, text.equals("<cmd>") ? PROGRAM.toString() : text));
    }

    /** Times in milliseconds, whatever their unit. */
    private static String plain(OptionEntry entry, String text) {
        return entry.type().equals("time") ? ValueType.milliseconds(text) + "ms" : text;
    }
}
