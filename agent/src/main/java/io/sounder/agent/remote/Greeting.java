package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of JSON that the answering end sends first. The original sends one with the same keys, so that each program
 * can tell the other from itself.
 *
 * @param name of the program
 * @param version its release
 * @param protocol the number of the protocol; 0 for programs that do not count
 */
public record Greeting(String name, String version, int protocol) {
    /** Raised with every change of frames, operations or fields. */
    public static final int PROTOCOL = 1;

    private static final String NAME = "Sounder";
    private static final String RESOURCE = "/io/sounder/agent/build.properties";
    private static final int LONGEST = 1024;
    private static final int SHOWN = 200;
    private static final Pattern TEXT = Pattern.compile("\"(name|version)\":\"([^\"\\\\]*)\"");
    private static final Pattern NUMBER = Pattern.compile("\"protocol\":([0-9]{1,6})\\b");

    /** This program's. */
    public static Greeting own() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Greeting.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Greeting(NAME, properties.getProperty("version", "unknown"), PROTOCOL);
    }

    /** Sends the line. */
    public void send(Frames frames) throws IOException {
        String line = "{\"name\":\"" + name + "\",\"service\":\"remote\",\"version\":\"" + version + "\",\"protocol\":"
                + protocol + "}\n";
        frames.raw(line.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the line of the other end; error 39 when it is not one that this program can talk with.
     *
     * @param host for messages
     * @param option that names the program there, for messages
     */
    public void expect(Frames frames, String host, String option) throws IOException {
        String line = frames.line(LONGEST);
        String theirName = find(line, "name");
        if (theirName.isEmpty()) {
            throw new AgentException(
                            ErrorCode.PROTOCOL,
                            "host '" + host + "' answered '" + shown(line) + "' instead of a greeting")
                    .withHint("is '" + option + "' Sounder's agent, and does no login script on that host print text?");
        }
        String theirVersion = find(line, "version");
        if (!theirName.equals(name)) {
            throw new AgentException(
                            ErrorCode.PROTOCOL,
                            "host '" + host + "' runs " + shown(theirName) + " " + shown(theirVersion)
                                    + " but this host runs " + name + " " + version
                                    + ": remote operation needs the same program on both hosts")
                    .withHint("install Sounder's agent on host '" + host + "' or let '" + option + "' name it");
        }
        Matcher number = NUMBER.matcher(line);
        int theirProtocol = number.find() ? Integer.parseInt(number.group(1)) : 0;
        if (theirProtocol != protocol || !theirVersion.equals(version)) {
            throw new AgentException(
                            ErrorCode.PROTOCOL,
                            "host '" + host + "' runs " + name + " " + shown(theirVersion) + " (protocol "
                                    + theirProtocol + ") but this host runs " + version + " (protocol " + protocol
                                    + ")")
                    .withHint("install the same release on both hosts");
        }
    }

    private static String find(String line, String key) {
        Matcher matcher = TEXT.matcher(line);
        while (line.startsWith("{") && matcher.find()) {
            if (matcher.group(1).equals(key)) {
                return matcher.group(2);
            }
        }
        return "";
    }

    /** What a host sent, fit for a message. */
    private static String shown(String text) {
        String plain = text.strip().replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
    }
}
