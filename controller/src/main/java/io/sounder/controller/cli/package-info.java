/** The command line of the controller: one class per command. */
@NullMarked
package io.sounder.controller.cli;

import org.jspecify.annotations.NullMarked;
