package io.sounder.controller.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command prints and what surrounds it.
 *
 * @param colours whether to colour what is printed
 * @param live whether {@code out} is a terminal where a line can be replaced
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean colours, boolean live, Map<String, String> environment) {
    /** Output that is no terminal, such as a file. */
    public Terminal(PrintStream out, PrintStream err, boolean colours, Map<String, String> environment) {
        this(out, err, colours, false, environment);
    }
}
