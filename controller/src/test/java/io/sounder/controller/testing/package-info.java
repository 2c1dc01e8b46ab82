/** Fixtures that several tests of the controller share. */
@NullMarked
package io.sounder.controller.testing;

import org.jspecify.annotations.NullMarked;
