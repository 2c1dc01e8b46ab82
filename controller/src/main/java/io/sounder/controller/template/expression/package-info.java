/** Jinja2's expressions: text to tokens, to a tree, to a value. Also cuts a template into text, outputs and statements. */
@NullMarked
package io.sounder.controller.template.expression;

import org.jspecify.annotations.NullMarked;
