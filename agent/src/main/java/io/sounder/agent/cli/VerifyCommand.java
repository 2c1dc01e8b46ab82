package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.verify.BackupReport;
import io.sounder.agent.verify.Verify;
import io.sounder.agent.verify.VerifyJson;
import io.sounder.agent.verify.VerifyReport;
import io.sounder.agent.verify.VerifySettings;
import io.sounder.agent.verify.VerifyText;
import java.util.List;
import java.util.Optional;

/** The command verify: reads a repository and ends with an error when something is damaged or missing. */
final class VerifyCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Repository repository = Repositories.first(config, context.log());
        VerifySettings settings = new VerifySettings(
                config.text(Option.SET).map(Labels::parse),
                Math.toIntExact(config.number(Option.PROCESS_MAX)),
                config.jobRetry());
        BackupProgress progress = new BackupProgress(Optional.empty(), Terminal.find(), context);
        VerifyReport report = new Verify(repository, settings, progress, context.log()).run();
        print(report, config, context);
        if (report.error().isPresent()) {
            throw new AgentException(report.error().get(), summary(repository, report))
                    .withHint("the warnings above name each file; --output=text or json says what can be restored.");
        }
        return 0;
    }

    private static void print(VerifyReport report, Config config, CommandContext context) {
        boolean verbose = config.flag(Option.VERBOSE);
        String output = config.required(Option.OUTPUT);
        if (output.equals("json")) {
            context.out().print(new VerifyJson(report).text());
        }
        if (verbose || !report.ok()) {
            String text = new VerifyText(report, verbose, context::zone).text();
            context.out().print(output.equals("text") ? text : "");
            context.log().info(text.stripTrailing());
        }
    }

    private static String summary(Repository repository, VerifyReport report) {
        List<String> lost = report.backups().stream()
                .filter(backup -> backup.status() == BackupReport.Status.INVALID
                        || !backup.missingWal().isEmpty())
                .map(BackupReport::label)
                .map(BackupLabel::value)
                .toList();
        return repository.name() + ": " + report.faults() + " damaged or missing file(s) in the repository of stanza '"
                + repository.stanza() + "'"
                + (lost.isEmpty() ? "" : "; these backups cannot be restored completely: " + String.join(", ", lost));
    }
}
