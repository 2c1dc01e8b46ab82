package io.sounder.controller.ssh;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes targets of connection variables, of options as {@code ssh} has them, and of the user's configuration of {@code ssh},
 * in this order of precedence. Immutable.
 */
public final class SshTargets {
    private static final Duration KEEPALIVE = Duration.ofSeconds(15);

    private final Path home;
    private final Path system;
    private final Map<String, String> environment;

    /** @param system the folder of the machine's own configuration of {@code ssh} */
    SshTargets(Path home, Path system, Map<String, String> environment) {
        this.home = home;
        this.system = system;
        this.environment = Map.copyOf(environment);
    }

    public SshTargets(Path home, Map<String, String> environment) {
        this(home, Path.of("/etc/ssh"), environment);
    }

    /** For the user of this process. */
    public static SshTargets ofThisUser() {
        return new SshTargets(Path.of(System.getProperty("user.home")), System.getenv());
    }

    /**
     * What the variables of a host say.
     *
     * @param name the host's name for messages
     * @param address name or IP address, or a name of the user's configuration
     * @param checking whether unknown hosts are refused, if the options do not say
     * @param args options as {@code ssh} has them
     */
    public record Wish(
            String name,
            String address,
            Optional<Integer> port,
            Optional<String> user,
            Optional<Path> key,
            Optional<String> password,
            boolean checking,
            String args,
            Duration timeout) {}

    public SshTarget target(Wish wish) {
        SshOptions options = options(wish.address(), wish.args());
        String address = options.first("hostname")
                .map(value -> value.replace("%h", wish.address()))
                .orElse(wish.address());
        int port = wish.port().or(() -> options.number("port")).orElse(22);
        String user =
                wish.user().or(() -> options.first("user")).orElseGet(() -> System.getProperty("user.name", "root"));
        SshTarget straight = new SshTarget(
                wish.name(),
                address,
                port,
                user,
                options.first("hostkeyalias"),
                identity(wish, options),
                wish.password(),
                knownHosts(options),
                policy(wish, options),
                options.number("connecttimeout").map(Duration::ofSeconds).orElse(wish.timeout()),
                options.number("serveraliveinterval").map(Duration::ofSeconds).orElse(KEEPALIVE),
                SshTarget.Way.STRAIGHT);
        return onItsWay(straight, options);
    }

    private SshOptions options(String host, String args) {
        SshOptions options = new SshOptions();
        options.addArguments(args);
        Optional<String> file = options.first("configfile");
        if (file.isPresent()) {
            SshConfigFile.addTo(options, SshOptions.file(file.get()), host);
        } else {
            SshConfigFile.addTo(options, home.resolve(".ssh/config"), host);
            SshConfigFile.addTo(options, system.resolve("ssh_config"), host);
        }
        return options;
    }

    private SshTarget.Identity identity(Wish wish, SshOptions options) {
        List<Path> files = new ArrayList<>();
        wish.key().ifPresent(files::add);
        options.all("identityfile").forEach(name -> files.add(SshOptions.file(name.replace("%d", home.toString()))));
        boolean named = !files.isEmpty();
        if (!named) {
            for (String name : List.of("id_ed25519", "id_ecdsa", "id_rsa")) {
                files.add(home.resolve(".ssh").resolve(name));
            }
        }
        Optional<Path> agent = options.first("identityagent")
                .filter(value -> !value.equals("SSH_AUTH_SOCK"))
                .or(() -> Optional.ofNullable(environment.get("SSH_AUTH_SOCK")))
                .filter(value -> !value.isEmpty() && !value.equals("none"))
                .map(SshOptions::file);
        return new SshTarget.Identity(files, named, options.isYes("identitiesonly"), agent);
    }

    private List<Path> knownHosts(SshOptions options) {
        List<Path> files = new ArrayList<>();
        String user = home.resolve(".ssh/known_hosts").toString();
        for (String name :
                options.first("userknownhostsfile").orElse(user).strip().split("\\s+", -1)) {
            files.add(SshOptions.file(name));
        }
        if (options.first("userknownhostsfile").isEmpty()) {
            files.add(system.resolve("ssh_known_hosts"));
        }
        return files;
    }

    private static HostKeyPolicy policy(Wish wish, SshOptions options) {
        Optional<Boolean> strict = options.first("stricthostkeychecking")
                .map(value -> value.equalsIgnoreCase("yes") || value.equalsIgnoreCase("ask"));
        return strict.orElse(wish.checking()) ? HostKeyPolicy.STRICT : HostKeyPolicy.ACCEPT_NEW;
    }

    private SshTarget onItsWay(SshTarget target, SshOptions options) {
        Optional<String> command = options.some("proxycommand");
        Optional<String> jumps = options.some("proxyjump");
        if (jumps.isPresent()) {
            SshTarget before = null;
            for (String jump : jumps.get().split(",", -1)) {
                SshTarget next = jump(jump.strip(), target);
                before = before == null ? next : by(next, new SshTarget.Way(Optional.of(before), Optional.empty()));
            }
            return by(target, new SshTarget.Way(Optional.ofNullable(before), Optional.empty()));
        }
        return command.map(text -> by(target, new SshTarget.Way(Optional.empty(), Optional.of(expanded(text, target)))))
                .orElse(target);
    }

    private static String expanded(String command, SshTarget target) {
        return command.replace("%h", target.address())
                .replace("%p", Integer.toString(target.port()))
                .replace("%r", target.user())
                .replace("%%", "%");
    }

    /** A host on the way: {@code [user@]host[:port]}; what its own configuration leaves open is as for the target. */
    private SshTarget jump(String text, SshTarget target) {
        URI uri = URI.create(text.startsWith("ssh://") ? text : "ssh://" + text);
        String host = uri.getHost() == null ? text : uri.getHost().replaceAll("^\\[|\\]$", "");
        SshTarget own = target(new Wish(
                host,
                host,
                uri.getPort() < 0 ? Optional.empty() : Optional.of(uri.getPort()),
                Optional.ofNullable(uri.getUserInfo()),
                Optional.empty(),
                Optional.empty(),
                target.policy() == HostKeyPolicy.STRICT,
                "",
                target.timeout()));
        Function<SshTarget.Identity, SshTarget.Identity> keys = mine -> mine.named() ? mine : target.identity();
        return new SshTarget(
                host,
                own.address(),
                own.port(),
                own.user(),
                own.alias(),
                keys.apply(own.identity()),
                target.password(),
                target.knownHosts(),
                own.policy(),
                own.timeout(),
                own.keepalive(),
                own.way());
    }

    private static SshTarget by(SshTarget target, SshTarget.Way way) {
        return new SshTarget(
                target.name(),
                target.address(),
                target.port(),
                target.user(),
                target.alias(),
                target.identity(),
                target.password(),
                target.knownHosts(),
                target.policy(),
                target.timeout(),
                target.keepalive(),
                way);
    }
}
