/** Room {@code restore}: select a set, check the goal, remap, clean, copy, write recovery settings, finish. */
@NullMarked
package io.sounder.agent.restore;

import org.jspecify.annotations.NullMarked;
