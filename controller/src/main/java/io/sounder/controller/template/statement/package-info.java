/**
 * Statements of templates: loops, conditions, macros. Jinjava builds and walks the tree of statements; all expressions
 * are computed by our evaluator. The only user of Jinjava.
 */
@NullMarked
package io.sounder.controller.template.statement;

import org.jspecify.annotations.NullMarked;
