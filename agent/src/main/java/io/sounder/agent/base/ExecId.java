package io.sounder.agent.base;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Names one run of the program in logs and lock files.
 *
 * @param value process id, dash, eight hex digits
 */
public record ExecId(String value) {
    /** A new one for this process. */
    public static ExecId of(long pid, RandomGenerator random) {
        return new ExecId(pid + "-" + HexFormat.of().toHexDigits(random.nextInt()));
    }

    @Override
    public String toString() {
        return value;
    }
}
