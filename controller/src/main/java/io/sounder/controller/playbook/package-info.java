/** Playbooks, roles and task files as a tree in which every node knows its file and line. */
@NullMarked
package io.sounder.controller.playbook;

import org.jspecify.annotations.NullMarked;
