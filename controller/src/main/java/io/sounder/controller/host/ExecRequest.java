package io.sounder.controller.host;

import java.time.Duration;

/**
 * One script to run on a host. Script and payload travel through standard input, so neither shows in a process list.
 *
 * @param script POSIX shell text
 * @param payload what the script reads from its standard input
 * @param become as whom it runs
 * @param timeout after which the script is killed; zero means never
 */
public record ExecRequest(String script, Payload payload, Become become, Duration timeout) {
    public static ExecRequest of(String script) {
        return new ExecRequest(script, Payload.none(), Become.NOBODY_ELSE, Duration.ZERO);
    }

    public ExecRequest as(Become other) {
        return new ExecRequest(script, payload, other, timeout);
    }

    public ExecRequest with(Payload other) {
        return new ExecRequest(script, other, become, timeout);
    }

    public ExecRequest within(Duration other) {
        return new ExecRequest(script, payload, become, other);
    }
}
