/** Shows a run as it goes: as text in Ansible's shape, or as JSON. */
@NullMarked
package io.sounder.controller.report;

import org.jspecify.annotations.NullMarked;
