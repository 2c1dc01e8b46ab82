package io.sounder.agent.cli;

import io.sounder.agent.format.BackrestVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The versions this build answers with.
 *
 * @param compatible the pgBackRest version whose command line and repository format it speaks
 * @param own the version of Sounder
 * @param build the digest of the sources it was made from
 */
public record Versions(String compatible, String own, String build) {
    private static final String RESOURCE = "/io/sounder/agent/build.properties";

    /** What is written into this build. */
    public static Versions read() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Versions.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(
                BackrestVersion.WRITTEN,
                properties.getProperty("version", "unknown"),
                properties.getProperty("build", "unknown"));
    }

    /** The lines of the version command. The first one is the original's: scripts take it apart. */
    String text() {
        return "pgBackRest " + compatible + "\nSounder " + own + " (build " + build + ")\n";
    }

    /** The compatible version as one number: major * 1,000,000 + minor * 1,000 + patch. */
    public int number() {
        String[] parts = compatible.split("\\.", -1);
        int patch = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        return Integer.parseInt(parts[0]) * 1_000_000 + Integer.parseInt(parts[1]) * 1_000 + patch;
    }
}
