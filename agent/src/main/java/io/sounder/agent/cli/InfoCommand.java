package io.sounder.agent.cli;

import io.sounder.agent.base.BackupType;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.info.ConfiguredInfo;
import io.sounder.agent.info.InfoReport;
import io.sounder.agent.info.InfoRequest;

/** The command info: what the repositories hold, as text or JSON. */
final class InfoCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        InfoRequest request = new InfoRequest(
                config.text(Option.STANZA),
                config.text(Option.SET),
                config.text(Option.TYPE).map(BackupType::of));
        InfoReport report = ConfiguredInfo.of(config, request, context.log()).run();
        boolean progressOnly = config.required(Option.DETAIL_LEVEL).equals("progress");
        context.out()
                .print(
                        config.required(Option.OUTPUT).equals("json")
                                ? report.json(progressOnly)
                                : report.text(context::zone, progressOnly));
        return 0;
    }
}
