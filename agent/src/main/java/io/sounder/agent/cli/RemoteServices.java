package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import io.sounder.agent.os.LockType;
import io.sounder.agent.postgres.PgEndpoint;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.server.FilesService;
import io.sounder.agent.remote.server.ServerTunnel;
import io.sounder.agent.remote.server.Service;
import io.sounder.agent.remote.server.StanzaScope;
import io.sounder.agent.remote.server.StorageService;
import io.sounder.agent.repository.Repositories;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StoragePath;
import java.util.List;
import java.util.Optional;

/** Opens what another host asks for, as the configuration of this host describes it. */
final class RemoteServices {
    private RemoteServices() {}

    static Service open(Config config, CommandContext context, StanzaScope scope) {
        if (config.required(Option.REMOTE_TYPE).equals("repo")) {
            return repository(config, context, scope);
        }
        return cluster(config, context);
    }

    private static Service cluster(Config config, CommandContext context) {
        PgEndpoint endpoint = PgEndpoints.ofThisHost(config);
        Opened opened = new Opened(
                System.getProperty("user.name", ""), "", false, false, false, Optional.empty(), Optional.empty());
        boolean compress =
                !config.text(Option.COMPRESS_LEVEL_NETWORK).orElse("0").equals("0");
        // Whatever number the repository has here: all of them.
        StanzaAccess locks = locks(config, context, List.copyOf(config.keys(Group.REPO)));
        return new FilesService(opened, endpoint.dataPath(), new ServerTunnel(endpoint::socket), compress, locks);
    }

    private static Service repository(Config config, CommandContext context, StanzaScope scope) {
        int key = config.keys(Group.REPO).first();
        StanzaAccess locks = locks(config, context, List.of(key));
        try {
            Storage storage = Repositories.storage(config, key, context.log());
            return new StorageService(storage, opened(config, key, storage), scope, locks);
        } catch (RuntimeException e) {
            locks.close();
            throw e;
        }
    }

    private static StanzaAccess locks(Config config, CommandContext context, List<Integer> keys) {
        List<String> types = config.list(Option.LOCK);
        if (types.isEmpty()) {
            return StanzaAccess.none();
        }
        StanzaAccess.requireStarted(config);
        return StanzaAccess.exclusive(
                config,
                context,
                keys,
                types.stream().map(RemoteServices::lockType).toArray(LockType[]::new));
    }

    private static LockType lockType(String label) {
        for (LockType type : LockType.values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new AgentException(ErrorCode.PROTOCOL, "there is no lock of type '" + label + "'");
    }

    private static Opened opened(Config config, int key, Storage storage) {
        Storage.Features features = storage.features();
        Optional<String> cipher = config.text(Option.REPO_CIPHER_TYPE, key).filter(type -> !type.equals("none"));
        return new Opened(
                System.getProperty("user.name", ""),
                storage.display(StoragePath.ROOT),
                features.links(),
                features.hardLinks(),
                features.folderSync(),
                cipher,
                cipher.flatMap(_ -> config.text(Option.REPO_CIPHER_PASS, key)));
    }
}
