/** Python's values as templates know them: text forms, truth, order, arithmetic, methods. Java's own types carry them. */
@NullMarked
package io.sounder.controller.template.value;

import org.jspecify.annotations.NullMarked;
