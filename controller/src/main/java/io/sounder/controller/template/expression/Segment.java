package io.sounder.controller.template.expression;

import java.util.List;
import java.util.Set;

/** A piece of a template. */
public sealed interface Segment {
    /** The line where it begins, counted from 1. */
    int line();

    /** Text as it is written out. */
    record Text(String text, int line) implements Segment {}

    /**
     * {@code {{ expression }}}.
     *
     * @param names all names in the expression
     */
    record Output(Expression expression, Set<String> names, int line) implements Segment {}

    /**
     * {@code {% name … %}}.
     *
     * @param tokens what follows the name
     */
    record Statement(String name, List<Token> tokens, int line) implements Segment {}
}
