package io.sounder.controller.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The recorded cases, the variables they see, and those that differ on purpose. */
record ConformanceCases(JsonNode fixture) {
    /** Where the cases read files. */
    static final Path FOLDER = Path.of("src/test/resources/template/folder").toAbsolutePath();

    static ConformanceCases read() {
        return new ConformanceCases(resource("/template/conformance.json"));
    }

    /** Inputs where we differ on purpose, and why. */
    static Map<String, String> exceptions() {
        Map<String, String> reasons = new LinkedHashMap<>();
        resource("/template/exceptions.json")
                .properties()
                .forEach(group -> group.getValue().forEach(input -> reasons.put(input.asText(), group.getKey())));
        return reasons;
    }

    Stream<JsonNode> cases() {
        return StreamSupport.stream(fixture.get("cases").spliterator(), false);
    }

    Set<String> madeWith() {
        Set<String> names = new java.util.HashSet<>();
        fixture.get("made_with").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A scope of its own for each case: some change their variables. */
    Scope scope() {
        return Scope.of(variables(fixture.get("variables")), FOLDER);
    }

    private static JsonNode resource(String name) {
        try (InputStream in = ConformanceCases.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    private static Map<String, @Nullable Object> variables(JsonNode object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), plain(entry.getValue())));
        return values;
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> variables(node);
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                node.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case NULL -> null;
            case STRING -> node.asText();
            case BOOLEAN -> node.asBoolean();
            default -> number(node);
        };
    }

    private static Object number(JsonNode node) {
        if (node.isBigInteger()) {
            return new BigInteger(node.asText());
        }
        return node.isIntegralNumber() ? (Object) node.asLong() : node.asDouble();
    }
}
