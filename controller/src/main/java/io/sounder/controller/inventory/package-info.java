/** Hosts, groups, their variables with Ansible's precedence, and host patterns. */
@NullMarked
package io.sounder.controller.inventory;

import org.jspecify.annotations.NullMarked;
