/** Layer 4: the entry point of the agent. */
@NullMarked
package io.sounder.agent;

import org.jspecify.annotations.NullMarked;
