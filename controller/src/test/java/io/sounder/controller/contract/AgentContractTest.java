package io.sounder.controller.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The controller's half of the contracts with the agent: what it renders and what it calls. */
final class AgentContractTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CALL = Pattern.compile("\\{\\{ ?pgbackrest_(?:command|bin) ?\\}\\}['\"]?([^&|;\\n]*)");
    /** The file is one call, with options that templates put in. */
    private static final Pattern WHOLE = Pattern.compile("\\{\\{ ?pgbackrest_bin ?\\}\\}(.*)", Pattern.DOTALL);

    /** The settings of a cluster by section, in the order of the file. */
    private static Map<String, Map<String, String>> settings(Map<String, Object> given) throws IOException {
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        YamlReader reader = new YamlReader(warning -> {});
        vars.putAll(((YamlMap) reader.readOne(ROOT.resolve("roles/pg_vars/defaults/main.yml"))).variables());
        vars.putAll(Map.of("pg_cluster", "pg-meta", "pg_instance", "pg-meta-1", "pg_role", "primary", "node_cpu", 4L));
        vars.putAll(given);
        String text = new Templar()
                .text(
                        Files.readString(ROOT.resolve("templates/pgbackrest.conf.j2")),
                        Scope.of(vars, ROOT),
                        "pgbackrest.conf.j2");
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        for (String line : text.lines()
                .filter(one -> !one.isBlank() && !one.startsWith("#"))
                .toList()) {
            if (line.startsWith("[")) {
                section = new LinkedHashMap<>();
                sections.put(line.substring(1, line.length() - 1), section);
            } else {
                String[] words = line.split("=", 2);
                assertThat(words).as(line).hasSize(2);
                section.put(words[0], words[1]);
            }
        }
        return sections;
    }

    @Test
    void settingsHaveThePromisedSectionsAndTheStanzaFirst() throws IOException {
        Map<String, Map<String, String>> sections = settings(Map.of());
        assertThat(sections.keySet())
                .containsExactly(
                        "pg-meta",
                        "global",
                        "global:backup",
                        "global:restore",
                        "global:archive-get",
                        "global:archive-push");
        assertThat(sections.get("pg-meta")).containsOnlyKeys("pg1-path", "pg1-port");
        assertThat(sections.get("global"))
                .containsEntry("repo1-path", "/pg/backup")
                .containsEntry("repo1-retention-full-type", "count")
                .containsEntry("repo1-retention-full", "2")
                .containsKeys("log-path", "log-level-file", "compress-type");
        assertThat(List.of("backup", "restore", "archive-get", "archive-push"))
                .allSatisfy(
                        command -> assertThat(sections.get("global:" + command)).containsOnlyKeys("process-max"));
    }

    @Test
    void settingsNameASocketFolderThatIsNotTheUsualOne() throws IOException {
        assertThat(settings(Map.of("pg_socket_dir", "/run/pg")).get("pg-meta"))
                .containsEntry("pg1-socket-path", "/run/pg");
    }

    @Test
    void everyEntryOfTheChosenRepositoryBecomesASetting() throws IOException {
        Map<String, Object> repositories =
                Map.of("far", Map.of("type", "s3", "s3_bucket", "b", "path", "/${pg_cluster}"));
        assertThat(settings(Map.of("pgbackrest_method", "far", "pgbackrest_repo", repositories))
                        .get("global"))
                .containsEntry("repo1-type", "s3")
                .containsEntry("repo1-s3-bucket", "b")
                .containsEntry("repo1-path", "/pg-meta");
    }

    @Test
    void rolesAndScriptsCallOnlyWhatTheContractLists() throws IOException {
        Set<String> listed = listedCommands();
        assertThat(listed).contains("stanza-create", "backup", "archive-push", "version");
        List<String> wrong = new ArrayList<>();
        int calls = 0;
        for (Path file : sources()) {
            boolean whole = file.endsWith("pitr-command.j2");
            Matcher matcher = (whole ? WHOLE : CALL).matcher(Files.readString(file));
            while (matcher.find()) {
                Set<String> words =
                        new TreeSet<>(List.of(matcher.group(1).strip().split("[\\s'\",]+")));
                boolean call = words.stream().anyMatch(word -> word.matches("--stanza=?.*|version|info"));
                calls += call ? 1 : 0;
                if (call && words.stream().noneMatch(listed::contains)) {
                    wrong.add(ROOT.relativize(file) + ": " + matcher.group());
                }
            }
        }
        assertThat(calls).isGreaterThan(5);
        assertThat(wrong).isEmpty();
    }

    /** The words that look like commands in the calls of the contract's first column. */
    private static Set<String> listedCommands() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/contracts/command-line.md"));
        return page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| ", 2)[0])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
                .flatMap(call -> Stream.of(call.group(1).split(" ")))
                .filter(word -> word.matches("[a-z]+(-[a-z]+)*") && !word.equals("pgbackrest"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("roles", "templates")) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(folder))) {
                // The alias passes on what its user types.
                walk.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("pg-alias.sh.j2"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
