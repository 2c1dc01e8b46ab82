package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.ExecId;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.config.Role;
import io.sounder.agent.remote.server.Service;
import io.sounder.agent.remote.server.StanzaScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients of the command server may do: each is known by the name in its certificate and has its stanzas. Whatever a
 * client asks for, only the configuration of this host says where repositories and clusters are.
 */
final class ServerAccess {
    private static final List<String> ACCEPTED = List.of(
            "--buffer-size=",
            "--compress-level-network=",
            "--exec-id=",
            "--io-timeout=",
            "--lock=",
            "--process=",
            "--protocol-timeout=",
            "--remote-type=",
            "--repo=",
            "--stanza=");
    private static final String CLUSTER = "--pg1-";

    private final Map<String, String> clients;
    private final List<String> configuration;
    private final CommandContext context;

    ServerAccess(Config config, CommandContext context) {
        this.clients = config.map(Option.TLS_SERVER_AUTH);
        this.configuration = config.ownArguments().stream()
                .filter(argument -> argument.startsWith("--config"))
                .toList();
        this.context = context;
    }

    /** Error 105 when the client may not do this. */
    Service open(Optional<String> client, List<String> arguments) {
        String stanzas = client.map(clients::get)
                .orElseThrow(() ->
                        denied("client " + client.map(name -> "'" + name + "'").orElse("without certificate")
                                + " is not named by 'tls-server-auth'"));
        Config own = load(arguments, false);
        boolean everything = stanzas.equals("*");
        Optional<String> stanza = own.text(Option.STANZA);
        if (!everything
                && stanza.filter(name -> Arrays.asList(stanzas.split(",", -1)).contains(name))
                        .isEmpty()) {
            throw denied("client '" + client.orElse("") + "' may not use "
                    + stanza.map(name -> "stanza '" + name + "'").orElse("all stanzas"));
        }
        Config config = load(arguments, true);
        if (config.text(Option.REMOTE_TYPE).filter("pg"::equals).isPresent()) {
            requireOwn(own, config);
        }
        CommandContext session = new CommandContext(
                context.log(),
                context.in(),
                context.out(),
                context.clock(),
                context.environment(),
                config.text(Option.EXEC_ID).map(ExecId::new).orElse(context.execId()),
                _ -> config);
        return RemoteServices.open(config, session, everything ? StanzaScope.everything() : new StanzaScope(stanza));
    }

    private Config load(List<String> arguments, boolean cluster) {
        List<String> accepted = new ArrayList<>(configuration);
        for (String argument : arguments) {
            boolean ofCluster = cluster && argument.startsWith(CLUSTER);
            if (!argument.startsWith("--") || ofCluster || ACCEPTED.stream().anyMatch(argument::startsWith)) {
                accepted.add(argument);
            }
        }
        Config config = new ConfigLoader(context.environment(), Path.of("/")).load(accepted);
        if (config.role() != Role.REMOTE) {
            throw denied("only the role remote is served");
        }
        return config;
    }

    private static void requireOwn(Config own, Config wanted) {
        String path = wanted.required(Option.PG_PATH);
        boolean known = own.keys(Group.PG).stream()
                .anyMatch(key ->
                        own.text(Option.PG_PATH, key).filter(path::equals).isPresent());
        if (!known) {
            throw denied("the configuration of this host has no cluster in '" + path + "' for stanza '"
                    + wanted.text(Option.STANZA).orElse("") + "'");
        }
    }

    private static AgentException denied(String reason) {
        return new AgentException(ErrorCode.ACCESS, "access denied: " + reason);
    }
}
