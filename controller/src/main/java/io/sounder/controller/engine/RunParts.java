package io.sounder.controller.engine;

import io.sounder.controller.template.Templar;

/** What all plays of a run share. */
record RunParts(
        RunOptions options,
        RunListener listener,
        Templar templar,
        Variables variables,
        TaskRunner runner,
        Execution execution,
        Includes includes,
        Tally tally,
        StartAt startAt,
        Stepping stepping) {}
