package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.engine.RunListener;
import io.sounder.controller.report.Chorus;
import io.sounder.controller.report.JsonReport;
import io.sounder.controller.report.Profile;
import io.sounder.controller.report.Progress;
import io.sounder.controller.report.RetryFile;
import io.sounder.controller.report.TextReport;
import io.sounder.controller.runs.RunLog;
import io.sounder.controller.runs.RunStore;
import io.sounder.controller.vault.VaultSecrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who hears what a run does: the console, and what is written besides. */
final class Listeners {
    private static final int COLUMNS = 80;

    private final PlayOptions options;
    private final Terminal terminal;

    Listeners(PlayOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** What prints the run in the form that the options ask for. */
    RunListener console() {
        TextReport text = new TextReport(terminal.out(), terminal.err(), terminal.colours(), options.verbosity());
        return switch (options.text("--output").orElse("text")) {
            case "text" -> terminal.live() ? new Progress(text, terminal.out(), columns(), System::nanoTime) : text;
            case "json" -> new JsonReport(terminal.out(), terminal.err());
            default ->
                throw new ControllerException(
                        ExitCode.USAGE,
                        "'--output' is either 'text' or 'json', not '"
                                + options.text("--output").orElse("") + "'");
        };
    }

    private int columns() {
        String given = terminal.environment().getOrDefault("COLUMNS", "");
        return given.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(given) : COLUMNS;
    }

    /** The console with all that is written at the end of a run. */
    RunListener all(RunListener console, Settings settings, VaultSecrets secrets) {
        boolean json = options.text("--output").orElse("text").equals("json");
        List<RunListener> listeners = new ArrayList<>();
        if (settings.flag("defaults.retry_files_enabled", false)) {
            listeners.add(new RetryFile(retryFile(settings), json ? terminal.err() : terminal.out(), terminal.err()));
        }
        listeners.add(console);
        if (options.has("--profile")) {
            listeners.add(new Profile(json ? terminal.err() : terminal.out(), System::nanoTime));
        }
        RunStore.of(terminal.environment()).ifPresent(store -> listeners.add(log(store, secrets)));
        return listeners.size() == 1 ? console : new Chorus(List.copyOf(listeners));
    }

    private RunLog log(RunStore store, VaultSecrets secrets) {
        return new RunLog(
                store,
                Clock.systemUTC(),
                secrets::hidden,
                options.playbooks(),
                options.text("-l").orElse(""),
                String.join(",", options.words("-t")),
                options.has("--check"));
    }

    private Path retryFile(Settings settings) {
        Path playbook = Path.of(options.playbooks().getFirst()).toAbsolutePath().normalize();
        String name = playbook.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".retry";
        Optional<String> folder =
                settings.paths("defaults.retry_files_save_path", ",").stream().findFirst();
        return folder.map(path -> Path.of(path).resolve(name)).orElseGet(() -> playbook.resolveSibling(name));
    }
}
