package io.sounder.controller.host;

import java.nio.charset.StandardCharsets;

/** What a script gave: its exit code, all of its standard output, and its standard error. Nobody changes the bytes. */
public final class ExecResult {
    private final int code;
    private final byte[] stdout;
    private final byte[] stderr;

    public ExecResult(int code, byte[] stdout, byte[] stderr) {
        this.code = code;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    public int code() {
        return code;
    }

    public byte[] stdout() {
        return stdout;
    }

    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    public boolean ok() {
        return code == 0;
    }

    @Override
    public String toString() {
        return "exit code " + code + ", " + stdout.length + " bytes of output";
    }
}
