package io.sounder.controller.module;

/** A text before and after a change, with the names to show above each. */
public record Diff(String before, String after, String beforeName, String afterName) {}
