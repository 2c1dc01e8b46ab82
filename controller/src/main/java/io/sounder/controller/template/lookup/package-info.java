/** The lookups of Ansible: values from files, the environment and programs of the machine where the controller runs. */
@NullMarked
package io.sounder.controller.template.lookup;

import org.jspecify.annotations.NullMarked;
