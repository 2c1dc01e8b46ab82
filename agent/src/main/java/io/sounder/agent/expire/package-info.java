/** Room {@code expire}: retention rules to a list of removals, and the steps that carry them out safely. */
@NullMarked
package io.sounder.agent.expire;

import org.jspecify.annotations.NullMarked;
