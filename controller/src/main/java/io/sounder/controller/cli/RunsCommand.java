package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.report.Json;
import io.sounder.controller.report.TextReport;
import io.sounder.controller.runs.RunRecord;
import io.sounder.controller.runs.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sounder runs}: lists earlier runs; {@code sounder runs show ID}: what one of them did. */
final class RunsCommand {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final String ROW = "%-8s %-16s %-13s %-10s %-10s %-11s %6s";

    private final ParseResult parsed;
    private final Terminal terminal;
    private final ZoneId zone;

    RunsCommand(ParseResult parsed, Terminal terminal) {
        this.parsed = parsed;
        this.terminal = terminal;
        this.zone = ZoneId.systemDefault();
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("runs");
        spec.usageMessage().description("Lists the runs of playbooks that were kept, or shows one of them.");
        output(spec);
        CommandSpec show = CommandSpec.create().name("show");
        show.usageMessage().description("Shows the counts and failures of one run.");
        show.addPositional(PositionalParamSpec.builder()
                .paramLabel("ID")
                .arity("1")
                .type(String.class)
                .description("the run, as 'sounder runs' names it")
                .build());
        output(show);
        spec.addSubcommand("show", show);
        return spec;
    }

    private static void output(CommandSpec spec) {
        OptionList options = new OptionList(spec);
        options.one("FORM", "text or json", "--output");
        options.help();
    }

    ExitCode run() {
        ParseResult show = parsed.subcommand();
        boolean json = isJson(show == null ? parsed : show);
        try {
            if (show == null) {
                list(json);
            } else {
                show(show.matchedPositionalValue(0, ""), json);
            }
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read the kept runs: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private static boolean isJson(ParseResult options) {
        String form = options.matchedOptionValue("--output", "text");
        if (!form.equals("text") && !form.equals("json")) {
            throw new ControllerException(ExitCode.USAGE, "'--output' is either 'text' or 'json', not '" + form + "'");
        }
        return form.equals("json");
    }

    private Optional<RunStore> store() {
        return RunStore.of(terminal.environment());
    }

    private void list(boolean json) throws IOException {
        Optional<RunStore> store = store();
        List<RunRecord> runs = store.isPresent() ? store.get().all() : List.of();
        if (json) {
            terminal.out()
                    .println(Json.pretty(runs.stream().map(RunRecord::plain).toList()));
            return;
        }
        if (runs.isEmpty()) {
            terminal.out().println("no runs are kept");
            return;
        }
        terminal.out().println(String.format(ROW, "ID", "START", "PLAYBOOK", "LIMIT", "TAGS", "RESULT", "TIME"));
        runs.forEach(run -> terminal.out()
                .println(String.format(
                        ROW,
                        run.id(),
                        MINUTES.format(run.start().atZone(zone)),
                        cut(names(run), 13),
                        cut(run.limit(), 10),
                        cut(run.tags(), 10),
                        run.result(),
                        time(run.time()))));
    }

    private static String names(RunRecord run) {
        return String.join(
                ",",
                run.playbooks().stream()
                        .map(file -> String.valueOf(Path.of(file).getFileName()))
                        .toList());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static String time(Duration time) {
        return time.toHours() > 0
                ? String.format("%dh%02dm", time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? String.format("%dm%02ds", time.toMinutes(), time.toSecondsPart())
                        : String.format("%d.%ds", time.toSeconds(), time.toMillisPart() / 100);
    }

    private void show(String id, boolean json) throws IOException {
        Optional<RunStore> store = store();
        RunRecord run = (store.isPresent() ? store.get().find(id) : Optional.<RunRecord>empty())
                .orElseThrow(() -> new ControllerException(ExitCode.ERROR, "there is no run '" + id + "'")
                        .withHint("'sounder runs' lists those that are kept"));
        if (json) {
            terminal.out().println(Json.pretty(run.plain()));
            return;
        }
        line("run", run.id());
        line("start", MINUTES.format(run.start().atZone(zone)));
        line("playbook", String.join(" ", run.playbooks()));
        line("limit", run.limit());
        line("tags", run.tags());
        line("mode", run.check() ? "check" : "");
        line("result", run.result() + " in " + time(run.time()));
        new TextReport(terminal.out(), terminal.err(), terminal.colours(), 0).recap(run.stats());
        run.failures().forEach(this::failure);
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            terminal.out().println(String.format("%-9s %s", name, value));
        }
    }

    private void failure(RunRecord.Failure failure) {
        terminal.out()
                .println(failure.status() + ": [" + failure.host() + "] " + failure.task() + " (" + failure.path() + ")"
                        + (failure.ignored() ? ", ignored" : ""));
        failure.message().lines().forEach(line -> terminal.out().println("    " + line));
    }
}
