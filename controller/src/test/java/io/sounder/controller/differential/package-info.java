/** What playbooks make, compared with what the original made of the same ones. */
@NullMarked
package io.sounder.controller.differential;

import org.jspecify.annotations.NullMarked;
