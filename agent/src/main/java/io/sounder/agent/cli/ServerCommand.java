package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.Signals;
import io.sounder.agent.os.Umask;
import io.sounder.agent.remote.server.TlsServer;
import io.sounder.agent.remote.tls.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The command server: other hosts reach repositories and clusters of this one over TLS until a signal ends it. */
final class ServerCommand implements CommandRunner {
    @Override
    public int run(Config config, CommandContext context) {
        AtomicReference<ServerAccess> access = new AtomicReference<>(new ServerAccess(config, context));
        Umask.set(0); // files get the modes of the original, as with commands that write themselves
        try (TlsServer server = TlsServer.listen(
                config.required(Option.TLS_SERVER_ADDRESS),
                Math.toIntExact(config.number(Option.TLS_SERVER_PORT)),
                files(config),
                config.time(Option.IO_TIMEOUT),
                config.time(Option.PROTOCOL_TIMEOUT),
                (client, arguments) -> access.get().open(client, arguments),
                context.log())) {
            Signals.on("HUP", () -> reload(config, context, server, access));
            Signals.on("TERM", server::close);
            Signals.on("INT", server::close);
            server.run();
        }
        return 0;
    }

    private static TlsFiles files(Config config) {
        return TlsFiles.load(
                Optional.of(Path.of(config.required(Option.TLS_SERVER_CA_FILE))),
                Optional.empty(),
                Path.of(config.required(Option.TLS_SERVER_CERT_FILE)),
                Path.of(config.required(Option.TLS_SERVER_KEY_FILE)));
    }

    /** Reads configuration and certificates again; address and port stay. What is wrong leaves everything as it was. */
    private static void reload(
            Config first, CommandContext context, TlsServer server, AtomicReference<ServerAccess> access) {
        Log log = context.log();
        try {
            List<String> arguments = new ArrayList<>(first.ownArguments());
            arguments.add(first.command().id());
            Config config = new ConfigLoader(context.environment(), Path.of("/")).load(arguments);
            TlsFiles files = files(config);
            server.use(files);
            access.set(new ServerAccess(config, context));
            log.info("configuration reloaded");
        } catch (AgentException e) {
            log.error(e.code(), "unable to reload: " + e.text());
        }
    }
}
