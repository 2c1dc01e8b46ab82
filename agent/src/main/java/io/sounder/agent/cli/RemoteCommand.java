package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.server.Session;
import io.sounder.agent.remote.server.StanzaScope;
import java.io.IOException;

/** The role remote of any command: serves the process on another host that started this one, on standard input and output. */
final class RemoteCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        Frames frames = new Frames(context.in(), new CheckedOutput(context.out()));
        try {
            new Session(frames, _ -> RemoteServices.open(config, context, StanzaScope.everything())).run();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.PROTOCOL, "the process that this one serves is gone: " + e.getMessage(), e);
        }
        return 0;
    }
}
