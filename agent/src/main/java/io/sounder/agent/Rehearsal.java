package io.sounder.agent;

import io.sounder.agent.cli.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Runs every line of standard input as a command line, in one process. While the JVM records an AOT cache it sees that
 * way the classes of all of them. Words are parted by single spaces. At the end the version is asked for by way of
 * {@link Main}, which ends the process.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Program program = new Program(
                Map.of(), InputStream.nullInputStream(), System.out, System.err, Clock.systemUTC(), "pgbackrest");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words = List.of(line.split(" ", -1));
            StartAhead.begin(words);
            int code = program.run(words);
            // A result may lack the end of its last line.
            System.out.println("\nrehearsing '" + line + "': exit code " + code);
        }
        Main.main(new String[] {"version"});
    }
}
