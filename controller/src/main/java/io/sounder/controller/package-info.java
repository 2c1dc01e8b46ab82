/** The controller: reads inventories and playbooks and carries them out on hosts, as Ansible does. */
@NullMarked
package io.sounder.controller;

import org.jspecify.annotations.NullMarked;
