/** Runs playbooks: hosts side by side, task after task, with Ansible's rules for loops, conditions, failures and variables. */
@NullMarked
package io.sounder.controller.engine;

import org.jspecify.annotations.NullMarked;
