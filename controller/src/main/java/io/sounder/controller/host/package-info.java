/** How the controller reaches a host: run a shell script there, as the login user or another one. */
@NullMarked
package io.sounder.controller.host;

import org.jspecify.annotations.NullMarked;
