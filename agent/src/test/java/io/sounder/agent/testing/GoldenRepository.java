package io.sounder.agent.testing;

import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A small repository written by the original program, with the checksums of what it restores. The files are found by the
 * system property {@code sounder.fixtures}; tests are skipped, visibly, where they are absent.
 *
 * @param name the name of the fixture, such as {@code plain-none}
 */
public record GoldenRepository(String name) {
    /** The stanza of all of them. */
    public static final String STANZA = "demo";

    private static final int CHECKSUM_LENGTH = 64;

    /** The folder of all fixtures. */
    public static Path folder() {
        Path folder = Path.of(System.getProperty("sounder.fixtures", "../../shared/fixtures"))
                .resolve("pgbackrest-repos");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no golden repositories in " + folder);
        return folder;
    }

    /** Unpacks the repository into an existing folder and gives the folder to use as {@code repo1-path}. */
    public Path unpack(Path into) {
        Path archive = folder().resolve(name + ".tar.gz");
        ProcessResult.of(List.of("tar", "-x", "-z", "-f", archive.toString(), "-C", into.toString(), "--no-same-owner"))
                .orFail();
        return into.resolve("repo");
    }

    /** SHA-256 by path below the data folder, for a plain restore of that backup. */
    public Map<String, String> checksums(String label) {
        Map<String, String> checksums = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(folder().resolve(name + "." + label + ".sha256"))) {
                String path = line.substring(CHECKSUM_LENGTH + 2);
                checksums.put(path.startsWith("./") ? path.substring(2) : path, line.substring(0, CHECKSUM_LENGTH));
            }
            return checksums;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What SQL finds after a recovery. */
    public Truth truth() {
        try {
            String spaced = Files.readString(folder().resolve("truth.json"));
            String json = spaced.lines()
                    .map(String::strip)
                    .collect(Collectors.joining())
                    .replace("\": ", "\":");
            return new Truth(JsonText.parse(json).asObject().required(name).asObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of the known numbers. */
    public record Truth(Json.Members numbers) {
        public String text(String key) {
            return numbers.required(key).text();
        }

        /** The part for a goal, such as {@code at_target}. */
        public Truth at(String goal) {
            return new Truth(numbers.required(goal).asObject());
        }

        /** Some numbers of a table joined by comma and space. */
        public String row(String table, String... columns) {
            Json.Members values = numbers.required(table).asObject();
            return Stream.of(columns)
                    .map(values::required)
                    .map(value -> value instanceof Json.Text text ? text.value() : String.valueOf(value.number()))
                    .collect(Collectors.joining(", "));
        }
    }
}
