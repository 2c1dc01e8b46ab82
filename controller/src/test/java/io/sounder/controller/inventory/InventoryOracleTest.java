package io.sounder.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sounder.controller.base.ControllerException;
import io.sounder.controller.testing.Invocation;
import io.sounder.controller.yaml.YamlReader;
import io.sounder.controller.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Inventories and patterns give what Ansible's gave; see {@code inventory/HOW.md} among the test resources. */
class InventoryOracleTest {
    // Not from the class path: there, programs would have lost their mode.
    private static final Path FOLDER = Path.of("src/test/resources/inventory").toAbsolutePath();

    private final JsonNode expected = expected();

    private static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the fixture", e);
        }
    }

    @Test
    void theFixtureIsLargeAndNamesItsVersion() {
        assertThat(expected.get("made_with").asText()).contains("ansible-inventory [core 2.");
        assertThat(expected.get("commands").size()).isGreaterThan(50);
        assertThat(expected.get("patterns").size()).isGreaterThan(60);
    }

    @TestFactory
    Stream<DynamicTest> printsWhatAnsibleInventoryPrints() {
        return StreamSupport.stream(expected.get("commands").spliterator(), false)
                .map(each -> dynamicTest(
                        each.get("case").asText() + ": " + each.get("command").asText(), () -> check(each)));
    }

    private static void check(JsonNode each) {
        Path folder = FOLDER.resolve("cases").resolve(each.get("case").asText());
        Map<String, String> environment = new HashMap<>();
        if (Files.exists(folder.resolve("ansible.cfg"))) {
            environment.put("ANSIBLE_CONFIG", folder.resolve("ansible.cfg").toString());
        }
        List<String> words = new ArrayList<>(List.of("inventory"));
        for (String word : ShellWords.split(each.get("command").asText())) {
            if (words.size() == 1 && word.matches("[A-Z_]+=.*")) {
                String[] pair = word.split("=", 2);
                environment.put(pair[0], absolute(folder, pair[1]));
            } else {
                words.add(absolute(folder, word));
            }
        }
        Invocation run = Invocation.in(environment, words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(each.get("code").asInt());
        String wanted = each.get("out").asText();
        if (words.contains("-y")) {
            assertThat(parsed(run.out())).isEqualTo(parsed(wanted));
        } else {
            assertThat(run.out()).isEqualTo(wanted);
        }
    }

    /** The word with every file of the case that it names by its whole path. */
    private static String absolute(Path folder, String word) {
        List<String> parts = new ArrayList<>();
        for (String part : word.split(",", -1)) {
            int at = part.indexOf('@') + 1;
            String name = part.substring(at);
            boolean file = name.matches("[a-z].*") && Files.exists(folder.resolve(name));
            parts.add(file ? part.substring(0, at) + folder.resolve(name) : part);
        }
        return String.join(",", parts);
    }

    /** Without anchors and differences of style. */
    private static String parsed(String yaml) {
        Object value =
                new YamlReader(warning -> {}).readText("out", yaml).getFirst().value();
        return YamlWriter.block(value, 2, true, 80);
    }

    @TestFactory
    Stream<DynamicTest> patternsFindTheHostsThatAnsibleFinds() {
        Path folder = FOLDER.resolve("cases/patterns");
        Inventory inventory = Inventory.load(List.of(folder.resolve("hosts.yml").toString()), warning -> {});
        return StreamSupport.stream(expected.get("patterns").spliterator(), false)
                .map(each -> {
                    String pattern = each.get("pattern").asText();
                    JsonNode given = each.get("limit");
                    String limit = given.isNull() ? null : given.asText().replace("@", "@" + folder + "/");
                    return dynamicTest(
                            "'" + pattern + "'" + (limit == null ? "" : " -l " + given.asText()),
                            () -> assertThat(found(inventory, pattern, limit)).isEqualTo(wanted(each.get("hosts"))));
                });
    }

    private static List<String> found(Inventory inventory, String pattern, String limit) {
        try {
            return inventory.match(pattern, limit).stream().map(Host::name).toList();
        } catch (ControllerException e) {
            return List.of("error");
        }
    }

    private static List<String> wanted(JsonNode hosts) {
        List<String> names = new ArrayList<>();
        hosts.forEach(host -> names.add(host.asText()));
        return hosts.isTextual() ? List.of(hosts.asText()) : names;
    }
}
