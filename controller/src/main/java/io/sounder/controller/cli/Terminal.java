package io.sounder.controller.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command prints and what surrounds it.
 *
 * @param colours whether {@code out} is a terminal that shows colours
 */
public record Terminal(PrintStream out, PrintStream err, boolean colours, Map<String, String> environment) {}
