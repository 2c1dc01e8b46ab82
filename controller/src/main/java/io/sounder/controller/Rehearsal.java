package io.sounder.controller;

import io.sounder.controller.cli.Commands;
import io.sounder.controller.cli.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs every line of standard input as a command line, in one process. While the JVM records an AOT cache it sees that
 * way the classes of all of them. Words are parted by single spaces. At the end the version is asked for by way of
 * {@link Main}, which ends the process.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Commands commands = new Commands(new Terminal(System.out, System.err, false, Map.of()));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("rehearsing '" + line + "': exit code " + commands.run(line.split(" ", -1)));
        }
        Main.main(new String[] {"version"});
    }
}
