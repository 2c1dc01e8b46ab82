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
 * The option table against what two releases of the original say in their help: 2.45 and, where there is one, 2.55. The
 * table is that of 2.59; what has changed between them is listed here, so that every other deviation is found.
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
            "expire cmd",
            "expire db-timeout",
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

    /** Of a release after the newer one. */
    private static final Set<String> SINCE = Set.of(
            "allow-root",
            "archive-push-batch-size",
            "detail-level",
            "oldest",
            "priority",
            "repo-s3-process-cmd",
            "repo-s3-service",
            "repo-s3-sts-host",
            "repo-symlink",
            "tls-cipher-12",
            "tls-cipher-13");

    /** Known to these commands since then, or there before without being shown in the help. */
    private static final Set<String> SINCE_THERE = Set.of(
            "annotate cmd-ssh",
            "archive-push repo",
            "backup repo-host",
            "backup repo-host-ca-file",
            "backup repo-host-ca-path",
            "backup repo-host-cert-file",
            "backup repo-host-key-file",
            "backup repo-host-type",
            "check repo",
            "expire archive-expire-before",
            "expire repo-host",
            "expire repo-host-ca-file",
            "expire repo-host-ca-path",
            "expire repo-host-cert-file",
            "expire repo-host-key-file",
            "expire repo-host-type",
            "repo-rm compress-level-network",
            "stanza-create repo",
            "stanza-upgrade repo");

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
        everyOptionIsKnownWithItsDefault(PROGRAM, command, CHANGED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HELP", "VERSION", "REPO_CREATE"})
    void aNewerReleaseKnowsThemToo(Command command) {
        everyOptionIsKnownWithItsDefault(newer(), command, Map.of());

        Set<String> more = new TreeSet<>();
        for (OptionEntry entry : new Manual().options(command)) {
            if (!entry.internal() && !SINCE.contains(entry.option().id())) {
                more.add(command.id() + " " + entry.option().id());
            }
        }
        options(newer(), command).keySet().forEach(name -> more.remove(command.id() + " " + name));
        assertThat(more).isSubsetOf(SINCE_THERE);
    }

    private static void everyOptionIsKnownWithItsDefault(Path program, Command command, Map<String, String> changed) {
        Map<String, OptionEntry> ours = new TreeMap<>();
        for (OptionEntry entry : new Manual().options(command)) {
            ours.put(entry.option().id(), entry);
        }
        Map<String, String> theirs = options(program, command);

        assertThat(theirs).isNotEmpty();
        theirs.forEach((name, text) -> {
            if (!GONE.contains(command.id() + " " + name)) {
                assertThat(ours).as(command.id()).containsKey(name);
                assertThat(fallback(ours.get(name)))
                        .as(command.id() + " --" + name)
                        .isEqualTo(expected(text, ours.get(name), changed));
            }
        });
    }

    private static Path newer() {
        String newer = System.getProperty("sounder.pgbackrest.newer", "");
        Assumptions.assumeFalse(newer.isEmpty(), "no newer original pgbackrest");
        return Path.of(newer);
    }

    private static Map<String, String> options(Path program, Command command) {
        Map<String, String> options = new TreeMap<>();
        String current = "";
        for (String line : ProcessResult.of(List.of(program.toString(), "help", command.id()))
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

    private static Optional<String> expected(String text, OptionEntry entry, Map<String, String> changed) {
        Matcher found = DEFAULT.matcher(text);
        if (!found.find() || entry.fallback().equals("<cmd>")) {
            return Optional.empty();
        }
        return Optional.of(changed.getOrDefault(entry.option().id(), plain(entry, found.group(1))));
    }

    private static Optional<String> fallback(OptionEntry entry) {
        String text = entry.fallback();
        boolean depends = text.contains(":");
        if (text.equals("-") || text.equals("!") || text.equals("<cmd>") || depends) {
            return Optional.empty();
        }
        return Optional.of(plain(entry, text));
    }

    /** Times in milliseconds, whatever their unit. */
    private static String plain(OptionEntry entry, String text) {
        return entry.type().equals("time") ? ValueType.milliseconds(text) + "ms" : text;
    }
}
