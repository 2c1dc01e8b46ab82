package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;

/** Waiting that an interrupt ends as an error. */
final class Pauses {
    private Pauses() {}

    static void seconds(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControllerException(ExitCode.INTERRUPTED, "interrupted while waiting", e);
        }
    }
}
