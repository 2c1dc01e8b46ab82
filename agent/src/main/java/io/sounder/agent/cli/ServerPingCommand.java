package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.remote.tls.TlsPing;
import java.util.List;

/** The command server-ping: whether a server answers on this host or another. */
final class ServerPingCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        List<String> parameters = config.parameters();
        if (parameters.size() > 1) {
            throw new AgentException(ErrorCode.PARAM_INVALID, "extra parameters found");
        }
        String host = parameters.isEmpty() ? config.required(Option.TLS_SERVER_ADDRESS) : parameters.getFirst();
        TlsPing.ping(host, Math.toIntExact(config.number(Option.TLS_SERVER_PORT)), config.time(Option.IO_TIMEOUT));
        return 0;
    }
}
