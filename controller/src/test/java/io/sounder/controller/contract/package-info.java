/** The pages of {@code docs/contracts} as the controller keeps them. */
@NullMarked
package io.sounder.controller.contract;

import org.jspecify.annotations.NullMarked;
