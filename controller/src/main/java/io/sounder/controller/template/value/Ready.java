package io.sounder.controller.template.value;

/** Marks a map whose values come templated when they are read, so that nobody walks through all of it. */
public interface Ready {}
