package io.sounder.controller.ssh;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of {@code ansible_ssh_common_args} that have a meaning here; any other is refused by name. */
record SshArgs(
        Optional<HostKeyPolicy> policy,
        Optional<List<Path>> knownHosts,
        Optional<Path> identity,
        Optional<String> user,
        Optional<Integer> portNumber) {
    private static final List<String> HARMLESS = List.of(
            "controlmaster",
            "controlpersist",
            "controlpath",
            "serveraliveinterval",
            "serveralivecountmax",
            "batchmode",
            "identitiesonly",
            "loglevel",
            "preferredauthentications",
            "passwordauthentication",
            "kbdinteractiveauthentication",
            "connecttimeout",
            "globalknownhostsfile",
            "checkhostip",
            "updatehostkeys",
            "compression",
            "tcpkeepalive",
            "forwardagent",
            "pubkeyauthentication");

    OptionalInt port() {
        return portNumber.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    static SshArgs parse(String text) {
        SshArgs args =
                new SshArgs(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.length() > 2 ? word.substring(0, 2) : word;
            if (List.of("-C", "-q", "-4", "-6", "-x", "-T").contains(word)) {
                continue;
            }
            if (!List.of("-o", "-i", "-p", "-l").contains(flag)) {
                throw unsupported(word);
            }
            String value = word.length() > 2 ? word.substring(2) : i + 1 < words.size() ? words.get(++i) : "";
            args = switch (flag) {
                case "-i" -> args.with("identityfile", value);
                case "-p" -> args.with("port", value);
                case "-l" -> args.with("user", value);
                default -> {
                    String[] pair = value.split("[= ]+", 2);
                    yield args.with(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : "");
                }
            };
        }
        return args;
    }

    private SshArgs with(String option, String value) {
        return switch (option) {
            case "stricthostkeychecking" ->
                new SshArgs(Optional.of(policy(value)), knownHosts, identity, user, portNumber);
            case "userknownhostsfile" -> new SshArgs(policy, Optional.of(files(value)), identity, user, portNumber);
            case "identityfile" -> new SshArgs(policy, knownHosts, Optional.of(file(value)), user, portNumber);
            case "user" -> new SshArgs(policy, knownHosts, identity, Optional.of(value), portNumber);
            case "port" -> new SshArgs(policy, knownHosts, identity, user, Optional.of(Integer.parseInt(value)));
            default -> {
                if (!HARMLESS.contains(option)) {
                    throw unsupported("-o " + option);
                }
                yield this;
            }
        };
    }

    private static HostKeyPolicy policy(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "ask" -> HostKeyPolicy.STRICT;
            default -> HostKeyPolicy.ACCEPT_NEW;
        };
    }

    private static List<Path> files(String value) {
        List<Path> files = new ArrayList<>();
        for (String one : value.strip().split("\\s+", -1)) {
            files.add(file(one));
        }
        return files;
    }

    private static Path file(String name) {
        return Path.of(name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
    }

    private static ControllerException unsupported(String option) {
        return new ControllerException(
                ExitCode.ERROR, "ssh option '" + option + "' in ansible_ssh_common_args is not supported");
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char c : (text + " ").toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return words;
    }
}
