/** Layer 0 of the agent: what every other room may use. */
@NullMarked
package io.sounder.agent.base;

import org.jspecify.annotations.NullMarked;
