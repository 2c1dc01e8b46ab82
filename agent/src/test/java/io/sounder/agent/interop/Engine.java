package io.sounder.agent.interop;

import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A release that can be run, as the user of the tests. */
sealed interface Engine {
    /** Runs a command; the output has both streams of it. */
    ProcessResult run(List<String> arguments);

    /** What the program calls itself. */
    String version();

    /** Ours, within this process. */
    record Ours() implements Engine {
        @Override
        public ProcessResult run(List<String> arguments) {
            InProcess run = InProcess.run(arguments.toArray(String[]::new));
            return new ProcessResult(run.exitCode(), run.output() + run.errors());
        }

        @Override
        public String version() {
            return run(List.of("version"))
                    .orFail()
                    .output()
                    .lines()
                    .filter(line -> line.contains("Sounder"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(",? \\(?build.*", "");
        }
    }

    /** The original. It is ended after a while, for some damage lets old releases run on for ever. */
    record Original(Path program) implements Engine {
        @Override
        public ProcessResult run(List<String> arguments) {
            List<String> command = new ArrayList<>(List.of("timeout", "60", program.toString()));
            command.addAll(arguments);
            return ProcessResult.of(command);
        }

        @Override
        public String version() {
            return run(List.of("version")).orFail().output().strip();
        }
    }
}
