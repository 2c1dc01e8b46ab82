package io.sounder.controller.engine;

import io.sounder.controller.base.HashBehaviour;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration file says of a run, as far as no playbook says otherwise.
 *
 * @param file the configuration file itself
 * @param inventory the sources of the inventory, absolute
 * @param gathering when plays gather facts that do not say: {@code implicit}, {@code explicit}, {@code smart}
 * @param strategy of plays that name none
 * @param anyErrorsFatal whether the first failure ends the play
 * @param missingHandlerFails whether notifying a handler that is not there is an error; else it is a warning
 * @param managed the text of {@code ansible_managed}
 * @param pollInterval seconds between looks at a job in the background
 * @param maps what becomes of variables that are maps
 */
public record RunSettings(
        Optional<Path> file,
        List<String> inventory,
        String gathering,
        String strategy,
        boolean anyErrorsFatal,
        boolean missingHandlerFails,
        String managed,
        double pollInterval,
        HashBehaviour maps) {}
