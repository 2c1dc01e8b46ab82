package io.sounder.agent.remote.client;

import io.sounder.agent.config.Config;
import io.sounder.agent.config.Group;
import io.sounder.agent.config.Option;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Another host and how to reach it, from the options {@code repoN-host*} or {@code pgN-host*}.
 *
 * @param group whether it has a repository or a cluster
 * @param key the number in the options
 * @param tls present when it is reached over TLS, else ssh is used
 * @param connectTimeout until there is a greeting
 * @param timeout for each answer
 */
public record RemoteTarget(
        Group group,
        int key,
        String host,
        OptionalInt port,
        Ssh ssh,
        Optional<Tls> tls,
        Duration connectTimeout,
        Duration timeout) {

    /**
     * @param program the ssh client of this host
     * @param user to log in as
     * @param command our program on the other host
     */
    record Ssh(String program, String user, String command) {}

    /** The PEM files that a client needs; without CA the system's are used. */
    record Tls(Optional<Path> caFile, Optional<Path> caPath, Path certificate, Path key) {}

    /** The options that say the same of a repository and of a cluster. */
    private record Names(
            Option host,
            Option type,
            Option port,
            Option user,
            Option command,
            Option caFile,
            Option caPath,
            Option certificate,
            Option key) {
        private static Names of(Group group) {
            return group == Group.REPO
                    ? new Names(
                            Option.REPO_HOST,
                            Option.REPO_HOST_TYPE,
                            Option.REPO_HOST_PORT,
                            Option.REPO_HOST_USER,
                            Option.REPO_HOST_CMD,
                            Option.REPO_HOST_CA_FILE,
                            Option.REPO_HOST_CA_PATH,
                            Option.REPO_HOST_CERT_FILE,
                            Option.REPO_HOST_KEY_FILE)
                    : new Names(
                            Option.PG_HOST,
                            Option.PG_HOST_TYPE,
                            Option.PG_HOST_PORT,
                            Option.PG_HOST_USER,
                            Option.PG_HOST_CMD,
                            Option.PG_HOST_CA_FILE,
                            Option.PG_HOST_CA_PATH,
                            Option.PG_HOST_CERT_FILE,
                            Option.PG_HOST_KEY_FILE);
        }
    }

    /** The host of a repository or cluster; empty when it is this one. */
    public static Optional<RemoteTarget> find(Config config, Group group, int key) {
        Names names = Names.of(group);
        return config.text(names.host, key).map(host -> of(config, group, key, names, host));
    }

    private static RemoteTarget of(Config config, Group group, int key, Names names, String host) {
        boolean tls = config.required(names.type, key).equals("tls");
        return new RemoteTarget(
                group,
                key,
                host,
                config.has(names.port, key)
                        ? OptionalInt.of(Math.toIntExact(config.number(names.port, key)))
                        : OptionalInt.empty(),
                new Ssh(
                        config.text(Option.CMD_SSH).orElse("ssh"),
                        config.text(names.user, key).orElse(""),
                        config.text(names.command, key).orElse("")),
                tls
                        ? Optional.of(new Tls(
                                config.text(names.caFile, key).map(Path::of),
                                config.text(names.caPath, key).map(Path::of),
                                Path.of(config.required(names.certificate, key)),
                                Path.of(config.required(names.key, key))))
                        : Optional.empty(),
                config.time(Option.IO_TIMEOUT),
                config.time(Option.PROTOCOL_TIMEOUT));
    }

    /** The option that names the program on the other host, for messages. */
    String commandOption() {
        return tls.isPresent()
                ? (group == Group.REPO ? Option.REPO_HOST : Option.PG_HOST).name(key)
                : (group == Group.REPO ? Option.REPO_HOST_CMD : Option.PG_HOST_CMD).name(key);
    }
}
