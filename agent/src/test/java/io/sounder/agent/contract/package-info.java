/** The pages on what the controller and the agent may expect of each other, held by the agent. */
@NullMarked
package io.sounder.agent.contract;

import org.jspecify.annotations.NullMarked;
