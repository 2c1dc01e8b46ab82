/** Layer 0 of the controller: what every other room may use. */
@NullMarked
package io.sounder.controller.base;

import org.jspecify.annotations.NullMarked;
