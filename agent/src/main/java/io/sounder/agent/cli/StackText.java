package io.sounder.agent.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Where an error came from, for debug logs. */
final class StackText {
    private StackText() {}

    static String of(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }
}
