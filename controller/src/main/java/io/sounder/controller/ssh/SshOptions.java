package io.sounder.controller.ssh;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Options of {@code ssh} by name, in lower case; of several values the first one counts. Options of a command line that have
 * no meaning here are refused by name. Used by one thread.
 */
final class SshOptions {
    private static final List<String> KNOWN = List.of(
            "hostname",
            "user",
            "port",
            "identityfile",
            "identitiesonly",
            "identityagent",
            "proxyjump",
            "proxycommand",
            "stricthostkeychecking",
            "userknownhostsfile",
            "globalknownhostsfile",
            "hostkeyalias",
            "connecttimeout",
            "serveraliveinterval");
    private static final List<String> HARMLESS = List.of(
            "controlmaster",
            "controlpersist",
            "controlpath",
            "serveralivecountmax",
            "batchmode",
            "loglevel",
            "preferredauthentications",
            "passwordauthentication",
            "kbdinteractiveauthentication",
            "challengeresponseauthentication",
            "gssapiauthentication",
            "numberofpasswordprompts",
            "connectionattempts",
            "checkhostip",
            "updatehostkeys",
            "verifyhostkeydns",
            "hashknownhosts",
            "visualhostkey",
            "compression",
            "tcpkeepalive",
            "forwardagent",
            "forwardx11",
            "requesttty",
            "sendenv",
            "setenv",
            "ipqos",
            "addkeystoagent",
            "pubkeyauthentication");
    private static final List<String> HARMLESS_FLAGS =
            List.of("-C", "-q", "-4", "-6", "-x", "-T", "-A", "-a", "-k", "-v", "-vv", "-vvv", "-tt", "-t", "-n");
    private static final Map<String, String> FLAGS =
            Map.of("-i", "identityfile", "-p", "port", "-l", "user", "-J", "proxyjump", "-F", "configfile");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Adds the words of a command line. */
    void addArguments(String text) {
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (HARMLESS_FLAGS.contains(word)) {
                continue;
            }
            String flag = word.length() > 2 ? word.substring(0, 2) : word;
            if (!flag.equals("-o") && !FLAGS.containsKey(flag)) {
                throw unsupported(word);
            }
            String value = word.length() > 2 ? word.substring(2) : i + 1 < words.size() ? words.get(++i) : "";
            String option = FLAGS.get(flag);
            if (option == null) {
                String[] pair = value.strip().split("\\s*[=\\s]\\s*", 2);
                option = pair[0].toLowerCase(Locale.ROOT);
                value = pair.length > 1 ? pair[1] : "";
                if (!KNOWN.contains(option) && !HARMLESS.contains(option)) {
                    throw unsupported("-o " + pair[0]);
                }
            }
            add(option, value);
        }
    }

    void add(String option, String value) {
        String plain = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
        values.computeIfAbsent(option, name -> new ArrayList<>()).add(plain);
    }

    Optional<String> first(String option) {
        return values.getOrDefault(option, List.of()).stream().findFirst();
    }

    /** The first value, unless it says {@code none}. */
    Optional<String> some(String option) {
        return first(option).filter(value -> !value.equalsIgnoreCase("none"));
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    Optional<Integer> number(String option) {
        try {
            return first(option).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw new ControllerException(
                    ExitCode.ERROR,
                    "the ssh option '" + option + "' is not a number: '"
                            + first(option).orElse("") + "'",
                    e);
        }
    }

    boolean isYes(String option) {
        return first(option).filter(value -> value.equalsIgnoreCase("yes")).isPresent();
    }

    static Path file(String name) {
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
        boolean open = false;
        for (char c : (text + " ").toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                open = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (open) {
                    words.add(word.toString());
                }
                word.setLength(0);
                open = false;
            } else {
                word.append(c);
                open = true;
            }
        }
        return words;
    }
}
