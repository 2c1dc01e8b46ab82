package io.sounder.controller.engine;

import io.sounder.controller.module.Questions;
import io.sounder.controller.playbook.TagFilter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of a run.
 *
 * @param check change nothing
 * @param diff show texts before and after
 * @param tags which tasks
 * @param limit pattern that narrows the hosts
 * @param forks hosts worked on at the same time
 * @param extraVars strongest variables
 * @param connection defaults for reaching hosts
 * @param forceHandlers run handlers on hosts that failed too
 * @param startAt name of the first task to run
 * @param step ask before each task
 * @param questions who is asked
 * @param verbosity number of {@code -v}
 * @param settings what the configuration file says
 */
public record RunOptions(
        boolean check,
        boolean diff,
        TagFilter tags,
        Optional<String> limit,
        int forks,
        Map<String, @Nullable Object> extraVars,
        ConnectionDefaults connection,
        boolean forceHandlers,
        Optional<String> startAt,
        boolean step,
        Questions questions,
        int verbosity,
        RunSettings settings) {}
