package io.sounder.controller.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sounder.controller.base.ControllerException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case gives what Ansible's own templar gave; see {@code template/HOW.md} among the test resources. */
class ConformanceTest {
    /** Inputs where we differ on purpose, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of("=", "a lone '=' is text here, an error in PyYAML");

    private final Templar templar = new Templar();
    private final JsonNode fixture = fixture();
    private final Scope scope =
            Scope.of(variables(fixture.get("variables")), Path.of("").toAbsolutePath());

    @TestFactory
    Stream<DynamicTest> givesWhatAnsibleGives() {
        return StreamSupport.stream(fixture.get("cases").spliterator(), false)
                .filter(each -> !EXCEPTIONS.containsKey(each.get("input").asText()))
                .map(each -> dynamicTest(
                        each.get("kind").asText() + ": " + each.get("input").asText(), () -> check(each)));
    }

    @Test
    void theFixtureIsLargeAndNamesItsVersions() {
        assertThat(fixture.get("cases").size()).isGreaterThan(500);
        assertThat(fixture.get("made_with").fieldNames())
                .toIterable()
                .contains("ansible", "jinja2", "pyyaml", "jmespath");
    }

    private void check(JsonNode each) {
        String input = each.get("input").asText();
        if (each.has("error")) {
            assertThat(failure(each.get("kind").asText(), input)).as(input).isNotNull();
        } else {
            assertThat(Printing.repr(result(each.get("kind").asText(), input)))
                    .as(input)
                    .isEqualTo(each.get("expected").asText());
        }
    }

    private RuntimeException failure(String kind, String input) {
        try {
            result(kind, input);
            return null;
        } catch (ControllerException e) {
            return e;
        }
    }

    private Object result(String kind, String input) {
        return switch (kind) {
            case "value" -> templar.value(input, scope);
            case "file" -> templar.text(input, scope, "case.j2");
            case "condition" -> templar.condition(input, scope);
            default -> {
                List<YamlNode> documents = new YamlReader(warning -> {}).readText("case.yml", input);
                yield documents.isEmpty() ? null : documents.get(0).value();
            }
        };
    }

    private static JsonNode fixture() {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/template/conformance.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the fixture", e);
        }
    }

    private static Map<String, Object> variables(JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), plain(entry.getValue())));
        return values;
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            return variables(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isBigInteger()) {
            return new BigInteger(node.asText());
        }
        return node.isNull()
                ? null
                : node.isTextual() ? node.asText() : node.isBoolean() ? (Object) node.asBoolean() : number(node);
    }

    private static Object number(JsonNode node) {
        return node.isIntegralNumber() ? (Object) node.asLong() : node.asDouble();
    }
}
