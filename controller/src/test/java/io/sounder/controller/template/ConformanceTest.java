package io.sounder.controller.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sounder.controller.base.ControllerException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case gives what Ansible's own templar gave; see {@code template/HOW.md} among the test resources. */
class ConformanceTest {
    private final ConformanceCases fixture = ConformanceCases.read();
    private final Map<String, String> exceptions = ConformanceCases.exceptions();
    private final Templar templar = new Templar();

    @TestFactory
    Stream<DynamicTest> givesWhatAnsibleGives() {
        return fixture.cases()
                .filter(each -> !exceptions.containsKey(each.get("input").asText()))
                .map(each -> dynamicTest(
                        each.get("kind").asText() + ": " + each.get("input").asText(), () -> check(each)));
    }

    @Test
    void theFixtureIsLargeAndNamesItsVersions() {
        assertThat(fixture.cases()).hasSizeGreaterThan(1500);
        assertThat(fixture.madeWith()).contains("ansible", "jinja2", "pyyaml", "jmespath", "passlib");
    }

    @Test
    void anExceptionIsACaseThatStillDiffers() {
        Set<String> differing = fixture.cases()
                .filter(each -> exceptions.containsKey(each.get("input").asText()))
                .filter(each -> difference(each) != null)
                .map(each -> each.get("input").asText())
                .collect(Collectors.toSet());
        assertThat(exceptions.keySet()).isEqualTo(differing);
    }

    private void check(JsonNode each) {
        assertThat(difference(each)).as(each.get("input").asText()).isNull();
    }

    /** What differs from Ansible, or null. */
    private @Nullable String difference(JsonNode each) {
        String wanted = each.has("error")
                ? "an error" + place(each)
                : each.get("expected").asText();
        String given;
        try {
            given = Printing.repr(
                            result(each.get("kind").asText(), each.get("input").asText()))
                    .replace(ConformanceCases.FOLDER.toString(), "FOLDER");
        } catch (ControllerException e) {
            given = each.has("error") && names(each, e.text()) ? wanted : "the error: " + e.text();
        }
        return given.equals(wanted) ? null : "wanted " + wanted + " but was " + given;
    }

    private static String place(JsonNode each) {
        return (each.has("undefined") ? " naming '" + each.get("undefined").asText() + "'" : "")
                + (each.has("line") ? " in line " + each.get("line").asText() : "");
    }

    /** Whether a message has the name of what is undefined, and the line in files. */
    private static boolean names(JsonNode each, String message) {
        boolean line = each.get("kind").asText().equals("file") && each.has("line");
        return (!each.has("undefined")
                        || message.contains("'" + each.get("undefined").asText() + "'"))
                && (!line || message.contains("line " + each.get("line").asText() + " "));
    }

    private @Nullable Object result(String kind, String input) {
        Scope scope = fixture.scope();
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
}
