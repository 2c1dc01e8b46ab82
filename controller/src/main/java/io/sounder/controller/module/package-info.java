/**
 * The modules: each brings one thing on a host into the wanted state, says whether it changed anything, and in check mode
 * says so without touching it. On the host they need a POSIX shell and coreutils only.
 */
@NullMarked
package io.sounder.controller.module;

import org.jspecify.annotations.NullMarked;
