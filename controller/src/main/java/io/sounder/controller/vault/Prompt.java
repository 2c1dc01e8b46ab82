package io.sounder.controller.vault;

/** Asks the user for a secret, without showing what is typed. */
@FunctionalInterface
public interface Prompt {
    String ask(String question);
}
