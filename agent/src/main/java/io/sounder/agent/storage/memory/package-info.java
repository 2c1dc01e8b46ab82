/** Storage in memory, for tests and trials. */
@NullMarked
package io.sounder.agent.storage.memory;

import org.jspecify.annotations.NullMarked;
