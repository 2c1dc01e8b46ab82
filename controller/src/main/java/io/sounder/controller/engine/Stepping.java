package io.sounder.controller.engine;

import io.sounder.controller.module.Questions;
import java.util.Locale;

/** Asks before each task whether to do it, as {@code --step} wants. Thread-safe. */
final class Stepping {
    private final Questions questions;
    private boolean asking;

    Stepping(RunOptions options) {
        this.questions = options.questions();
        this.asking = options.step();
    }

    /** Whether the task is to run; {@code c} as answer asks no more. Nobody to ask means no. */
    synchronized boolean wants(String title) {
        if (!asking) {
            return true;
        }
        String answer = questions
                .ask("Perform task: TASK: " + title + " (N)o/(y)es/(c)ontinue: ", false)
                .orElse("n")
                .strip()
                .toLowerCase(Locale.ROOT);
        asking = !answer.equals("c") && !answer.equals("continue");
        return !asking || answer.equals("y") || answer.equals("yes");
    }
}
