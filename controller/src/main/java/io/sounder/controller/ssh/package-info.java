/** Connections to hosts through SSH: host keys, login, and scripts over many channels of one connection. The only user of sshj. */
@NullMarked
package io.sounder.controller.ssh;

import org.jspecify.annotations.NullMarked;
