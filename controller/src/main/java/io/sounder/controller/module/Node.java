package io.sounder.controller.module;

import io.sounder.controller.host.Become;
import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.Payload;
import io.sounder.controller.host.ShellQuote;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The host of a call as modules see it: scripts run as the right user in the right environment.
 *
 * @param connection opened when it is first needed
 * @param become as whom
 * @param environment variables of every script
 * @param timeout of every script; zero is none
 */
public record Node(
        Supplier<HostConnection> connection, Become become, Map<String, String> environment, Duration timeout) {
    /** Runs a script whatever its exit code. */
    public ExecResult run(String script, Payload payload) {
        return connection.get().exec(request(script, payload));
    }

    /** Runs a script that only reads, and whose standard output goes to a file on this machine. */
    public ExecResult save(String script, Payload payload, Path file) {
        return connection.get().exec(request(script, payload).into(file).repeatable());
    }

    /**
     * Gives an input to a script that takes all of it before it does its work, makes sure that it is all, and may do it a
     * second time; the script must succeed.
     */
    public String place(String script, Payload payload) {
        return output(connection.get().exec(request(script, payload).repeatable()));
    }

    private ExecRequest request(String script, Payload payload) {
        StringBuilder text = new StringBuilder();
        environment.forEach((name, value) -> text.append("export ")
                .append(name)
                .append('=')
                .append(ShellQuote.word(value))
                .append('\n'));
        text.append(script);
        return new ExecRequest(text.toString(), payload, become, timeout);
    }

    public ExecResult run(String script) {
        return run(script, Payload.none());
    }

    /** Runs a script that must succeed, and gives what it printed. */
    public String output(String script, Payload payload) {
        return output(run(script, payload));
    }

    private static String output(ExecResult result) {
        if (!result.ok()) {
            String said = result.err().isBlank() ? result.out() : result.err();
            throw new ModuleException(
                    said.isBlank() ? "the script failed with exit code " + result.code() : said.strip());
        }
        return result.out();
    }

    public String output(String script) {
        return output(script, Payload.none());
    }

    /** The user that scripts run as. */
    public String user() {
        return become.active() ? become.user() : connection.get().loginUser();
    }

    /** The same host without becoming another user. */
    public Node plain() {
        return new Node(connection, Become.NOBODY_ELSE, environment, timeout);
    }
}
