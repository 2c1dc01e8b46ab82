/** Stages over byte streams: compression and digests, and the order in which they are put together. */
@NullMarked
package io.sounder.agent.pipeline;

import org.jspecify.annotations.NullMarked;
