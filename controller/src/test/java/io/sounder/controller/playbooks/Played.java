package io.sounder.controller.playbooks;

import io.sounder.controller.cli.Commands;
import io.sounder.controller.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a playbook run ended: its exit code and all that it printed. */
record Played(int code, String output) {
    /** The root of the checkout: tests run in the folder of their module. */
    static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

    /** Plays a playbook of the checkout with Sounder. */
    static Played bySounder(String playbook, List<String> arguments) {
        List<String> words =
                new ArrayList<>(List.of("play", CHECKOUT.resolve(playbook).toString()));
        words.addAll(arguments);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Terminal terminal = new Terminal(out, out, false, Map.of());
            int code = new Commands(terminal).run(words.toArray(String[]::new));
            return new Played(code, bytes.toString(StandardCharsets.UTF_8));
        }
    }

    /** Plays a playbook of the checkout with the original. */
    static Played byAnsible(String playbook, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                "env",
                "ANSIBLE_CONFIG=" + CHECKOUT.resolve("playbooks/ansible.cfg"),
                "ANSIBLE_NOCOLOR=1",
                "ansible-playbook",
                CHECKOUT.resolve(playbook).toString()));
        words.addAll(arguments);
        Finished finished = Finished.running(words);
        return new Played(finished.code(), finished.output());
    }

    /** This run, or a failure with all that it printed. */
    Played succeeded() {
        if (code != 0) {
            throw new AssertionError("exit code " + code + ":\n" + output);
        }
        return this;
    }

    /** The number that the recap gives for a host, e.g. {@code changed}. */
    int count(String host, String what) {
        Matcher matcher = Pattern.compile("(?m)^" + Pattern.quote(host) + "\\s+:.*\\b" + what + "=(\\d+)")
                .matcher(output);
        if (!matcher.find()) {
            throw new AssertionError("no recap of '" + host + "' in:\n" + output);
        }
        return Integer.parseInt(matcher.group(1));
    }
}
