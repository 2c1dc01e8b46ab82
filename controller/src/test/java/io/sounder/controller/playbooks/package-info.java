/** The playbooks that come with Sounder, run against real servers. */
@NullMarked
package io.sounder.controller.playbooks;

import org.jspecify.annotations.NullMarked;
