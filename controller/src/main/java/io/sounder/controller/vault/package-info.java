/** Ansible Vault: text that is encrypted with a password. */
@NullMarked
package io.sounder.controller.vault;

import org.jspecify.annotations.NullMarked;
