package io.sounder.controller.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One script to run on a host. Script and payload travel through standard input, so neither shows in a process list.
 *
 * @param script POSIX shell text
 * @param payload what the script reads from its standard input
 * @param become as whom it runs
 * @param timeout after which the script is killed; zero means never
 * @param sink a file on this machine that takes the standard output, however large it is
 * @param again whether the script may run a second time from its beginning when the link to the host broke
 */
public record ExecRequest(
        String script, Payload payload, Become become, Duration timeout, Optional<Path> sink, boolean again) {
    public ExecRequest(String script, Payload payload, Become become, Duration timeout) {
        this(script, payload, become, timeout, Optional.empty(), false);
    }

    public static ExecRequest of(String script) {
        return new ExecRequest(script, Payload.none(), Become.NOBODY_ELSE, Duration.ZERO);
    }

    public ExecRequest as(Become other) {
        return new ExecRequest(script, payload, other, timeout, sink, again);
    }

    public ExecRequest with(Payload other) {
        return new ExecRequest(script, other, become, timeout, sink, again);
    }

    public ExecRequest within(Duration other) {
        return new ExecRequest(script, payload, become, other, sink, again);
    }

    public ExecRequest into(Path file) {
        return new ExecRequest(script, payload, become, timeout, Optional.of(file), again);
    }

    /** A script that may run a second time: it only reads, or does its work in one step at its end. */
    public ExecRequest repeatable() {
        return new ExecRequest(script, payload, become, timeout, sink, true);
    }
}
